// The tile of somebody else: their picture, and how the connection to them is.

import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useState } from "preact/hooks";
import loaderCircleIcon from "@lucide/icons/icons/loader-circle";
import rotateCwIcon from "@lucide/icons/icons/rotate-cw";
import wifiOffIcon from "@lucide/icons/icons/wifi-off";
import type { LinkState, RemoteParticipant } from "../../../browser/call_api.ts";
import type { Box } from "../../../shared/layout/mod.ts";
import { Video } from "../../base/Video.tsx";
import { useText } from "../../text/mod.ts";
import { PinButton } from "./PinButton.tsx";
import { Tile } from "./Tile.tsx";
import { Icon } from "../../base/Icon.tsx";

interface RemoteTileProps {
  participant: RemoteParticipant;
  speaking: ReadonlySignal<ReadonlySet<string>>;
  handPlace: number | undefined;
  reaction: string | undefined;
  box: Box;
  isPinned: boolean;
  onPin: () => void;
}

export function RemoteTile(props: RemoteTileProps) {
  const { participant, speaking, reaction, box, isPinned } = props;
  const { muid } = participant;
  const isSpeaking = useComputed(() => speaking.value.has(muid));
  const info = participant.info.value;
  const link = participant.link.value;
  const stream = info.state.camera ? participant.camera.value : null;
  const [isStalled, setIsStalled] = useState(false);
  return (
    <Tile
      box={box}
      info={info}
      label={info.name}
      isPinned={isPinned}
      isMicOn={info.state.mic}
      isSpeaking={isSpeaking.value}
      handPlace={props.handPlace}
      reaction={reaction}
      link={link.kind}
      quality={participant.quality.value}
      picture={stream && (
        <Video
          stream={stream}
          ratio={box.width / box.height}
          isWhole={!info.expandCamera}
          onStalled={setIsStalled}
        />
      )}
      actions={<PinButton name={info.name} isPinned={isPinned} onPin={props.onPin} />}
      status={
        <LinkStatus
          link={link}
          name={info.name}
          isOnline={info.online}
          isStalled={stream !== null && isStalled}
          onRetry={() => participant.retry()}
        />
      }
    />
  );
}

interface LinkStatusProps {
  link: LinkState;
  name: string;
  isOnline: boolean;
  /** No frame has come for a while, and nobody else knows of trouble yet. */
  isStalled: boolean;
  onRetry: () => void;
}

function LinkStatus({ link, name, isOnline, isStalled, onRetry }: LinkStatusProps) {
  const text = useText().call;
  if (link.kind === "failed") {
    return (
      <div class="tile-status failed">
        <span>
          <Icon icon={wifiOffIcon} size={18} aria-hidden="true" />
          {text.noPath}
        </span>
        <button type="button" class="button" aria-label={text.retryLabel(name)} onClick={onRetry}>
          <Icon icon={rotateCwIcon} size={18} aria-hidden="true" />
          {text.retry}
        </button>
      </div>
    );
  }
  if (link.kind === "connected" && isOnline && !isStalled) return null;
  // Who is away is known to be coming back; else only the way to them is in trouble.
  const sentence = !isOnline
    ? text.reconnecting
    : link.kind === "connected"
    ? text.stalled
    : link.kind === "connecting"
    ? text.connecting
    : text.repairing;
  return (
    <div class="tile-status">
      <span>
        <Icon icon={loaderCircleIcon} size={16} class="spin" aria-hidden="true" />
        {sentence}
      </span>
    </div>
  );
}
