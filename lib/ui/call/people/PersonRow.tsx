// One person in the list: name, role, devices; for hosts a button that unfolds what they can do.

import { useRef, useState } from "preact/hooks";
import ellipsisVerticalIcon from "@lucide/icons/icons/ellipsis-vertical";
import micIcon from "@lucide/icons/icons/mic";
import micOffIcon from "@lucide/icons/icons/mic-off";
import videoIcon from "@lucide/icons/icons/video";
import videoOffIcon from "@lucide/icons/icons/video-off";
import type { Quality } from "../../../browser/call_api.ts";
import type { Role, UserInfo } from "../../../shared/protocol/mod.ts";
import { Avatar } from "../../base/Avatar.tsx";
import { ConfirmDialog } from "../../base/ConfirmDialog.tsx";
import { Given, useText } from "../../text/mod.ts";
import { HandMark } from "./HandMark.tsx";
import { QualityBars } from "../../base/QualityMark.tsx";
import { Icon } from "../../base/Icon.tsx";

export interface HostActions {
  onMute: () => void;
  onAskToUnmute: () => void;
  onLowerHand: () => void;
  onStopCamera: () => void;
  onStopShare: () => void;
  /** Absent for a stand-in: a role given or somebody removed cannot be taken back by who is none. */
  governing?: {
    onRole: (role: Role) => void;
    onRemove: () => void;
  } | undefined;
}

interface Connection {
  quality: Quality | null;
  /** The button takes the focus of the panel. */
  hasFocus: boolean;
  onOpen: () => void;
}

interface PersonRowProps {
  info: UserInfo;
  label: string;
  /** Place among the raised hands, null while it is down. */
  handPlace: number | null;
  actions?: HostActions | undefined;
  connection?: Connection | undefined;
}

export function PersonRow(props: PersonRowProps) {
  const { info, label, handPlace, actions, connection } = props;
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsOpen(false);
    opener.current?.focus();
  };
  const { mic, camera } = info.state;
  const micState = mic ? text.people.micOn : text.people.micOff;
  const cameraState = camera ? text.people.cameraOn : text.people.cameraOff;
  const role = info.role === "HOST" && (info.stand_in ? text.common.standIn : text.common.host);
  const details = [role, !info.online && text.people.away];
  return (
    <li class="person" data-person={info.muid}>
      <Avatar name={info.name} />
      <span class="person-name">
        <Given>{label}</Given>
        <span class="quiet">{details.filter(Boolean).join(", ")}</span>
      </span>
      {handPlace !== null && <HandMark place={handPlace} />}
      {mic
        ? <Icon icon={micIcon} size={18} role="img" aria-label={micState} />
        : <Icon icon={micOffIcon} size={18} class="bad" role="img" aria-label={micState} />}
      {camera
        ? <Icon icon={videoIcon} size={18} role="img" aria-label={cameraState} />
        : <Icon icon={videoOffIcon} size={18} class="bad" role="img" aria-label={cameraState} />}
      {connection && <ConnectionButton name={info.name} connection={connection} />}
      {actions && (
        <button
          type="button"
          class="round plain"
          ref={opener}
          aria-label={text.people.actions(info.name)}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon icon={ellipsisVerticalIcon} size={20} aria-hidden="true" />
        </button>
      )}
      {actions && isOpen && <Actions info={info} actions={actions} onDone={close} />}
    </li>
  );
}

function ConnectionButton({ name, connection }: { name: string; connection: Connection }) {
  const text = useText().quality;
  const { quality, hasFocus, onOpen } = connection;
  const label = text.open(name, text[quality ?? "unknown"]);
  return (
    <button
      type="button"
      class="round plain"
      data-autofocus={hasFocus ? "" : undefined}
      aria-label={label}
      title={label}
      onClick={onOpen}
    >
      <QualityBars quality={quality} />
    </button>
  );
}

interface ActionsProps {
  info: UserInfo;
  actions: HostActions;
  onDone: () => void;
}

function Actions({ info, actions, onDone }: ActionsProps) {
  const text = useText().people;
  const then = (act: () => void) => () => {
    act();
    onDone();
  };
  return (
    <div class="person-actions">
      <button
        type="button"
        class="button"
        onClick={then(info.state.mic ? actions.onMute : actions.onAskToUnmute)}
      >
        {info.state.mic ? text.mute : text.askToUnmute}
      </button>
      {info.hand && (
        <button type="button" class="button" onClick={then(actions.onLowerHand)}>
          {text.lowerHand}
        </button>
      )}
      {info.state.camera && (
        <button type="button" class="button" onClick={then(actions.onStopCamera)}>
          {text.stopCamera}
        </button>
      )}
      {info.state.screen && (
        <button type="button" class="button" onClick={then(actions.onStopShare)}>
          {text.stopShare}
        </button>
      )}
      {actions.governing && <Governing info={info} {...actions.governing} onDone={onDone} />}
    </div>
  );
}

type GoverningProps = NonNullable<HostActions["governing"]> & Pick<ActionsProps, "info" | "onDone">;

function Governing({ info, onRole, onRemove, onDone }: GoverningProps) {
  const text = useText().people;
  const [isAsking, setIsAsking] = useState(false);
  const isHost = info.role === "HOST";
  const then = (act: () => void) => () => {
    act();
    onDone();
  };
  return (
    <>
      <button
        type="button"
        class="button"
        onClick={then(() => onRole(isHost ? "PARTICIPANT" : "HOST"))}
      >
        {isHost ? text.makeParticipant : text.makeHost}
      </button>
      <button type="button" class="button bad" onClick={() => setIsAsking(true)}>
        {text.remove}
      </button>
      {isAsking && (
        <ConfirmDialog
          title={text.removeTitle(info.name)}
          body={text.removeText}
          confirm={text.removeConfirm}
          onClose={() => setIsAsking(false)}
          onConfirm={then(onRemove)}
        />
      )}
    </>
  );
}
