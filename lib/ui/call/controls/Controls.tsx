// The bar under the stage. On a phone raising a hand, sharing and reacting move into the settings.

import type { ComponentChildren, JSX } from "preact";
import faceSlightlySmilingIcon from "@lucide/icons/icons/face-slightly-smiling";
import handIcon from "@lucide/icons/icons/hand";
import messageSquareIcon from "@lucide/icons/icons/message-square";
import micIcon from "@lucide/icons/icons/mic";
import micOffIcon from "@lucide/icons/icons/mic-off";
import settingsIcon from "@lucide/icons/icons/settings";
import usersIcon from "@lucide/icons/icons/users";
import videoIcon from "@lucide/icons/icons/video";
import videoOffIcon from "@lucide/icons/icons/video-off";
import type { Call, Outcome } from "../../../browser/call_api.ts";
import { DeviceButton } from "../../base/DeviceButton.tsx";
import { keyHint } from "../../base/key_hint.ts";
import { Popup } from "../../base/Popup.tsx";
import { useText } from "../../text/mod.ts";
import { LeaveButton } from "./LeaveButton.tsx";
import { Reactions } from "./Reactions.tsx";
import { ShareButton } from "./ShareButton.tsx";
import { panelButtonId, type PanelName, type PanelState } from "./use_panel.ts";
import { Icon } from "../../base/Icon.tsx";

interface ControlsProps {
  call: Call;
  /** The keys act: then the buttons tell them. */
  hasKeys: boolean;
  openPanel: PanelState["open"];
  unread: number;
  onPanel: (name: PanelName) => void;
  report: (outcome: Promise<Outcome>) => void;
  settings: ComponentChildren;
}

export function Controls(props: ControlsProps) {
  const { call, openPanel, unread, onPanel, report } = props;
  const text = useText().controls;
  const self = call.self.value;
  const isHandUp = self?.hand ?? false;
  const isHost = self?.role === "HOST";
  const waiting = isHost ? call.waiting.value.length : 0;
  const hand = isHandUp ? text.lowerHand : text.raiseHand;
  const key = (name: string) => props.hasKeys ? name : undefined;
  const switchHand = () => report(call.setHand(!isHandUp));
  const react = (emoji: string) => report(call.react(emoji));
  return (
    <section class="controls" aria-label={text.label}>
      <DeviceButton
        state={call.media.mic.value}
        icons={[micIcon, micOffIcon]}
        labels={[text.mute, text.unmute, text.micFailed]}
        shortcut={key("M")}
        onSwitch={(isOn) => call.setMic(isOn)}
      />
      <DeviceButton
        state={call.media.camera.value}
        icons={[videoIcon, videoOffIcon]}
        labels={[text.stopCamera, text.startCamera, text.cameraFailed]}
        shortcut={key("V")}
        onSwitch={(isOn) => call.setCamera(isOn)}
      />
      <ShareButton call={call} shortcut={key("S")} />
      <button
        type="button"
        class={`round wide-only ${isHandUp ? "on" : ""}`}
        aria-label={hand}
        {...keyHint(hand, key("H"))}
        onClick={switchHand}
      >
        <Icon icon={handIcon} aria-hidden="true" />
      </button>
      <div class="wide-only">
        <Popup label={text.react} icon={<Icon icon={faceSlightlySmilingIcon} aria-hidden="true" />}>
          {() => <Reactions onReact={react} />}
        </Popup>
      </div>
      <PanelButton
        name="chat"
        label={unread > 0 ? text.chatUnread(unread) : text.chat}
        shortcut={key("C")}
        icon={<Icon icon={messageSquareIcon} aria-hidden="true" />}
        count={unread}
        isOpen={openPanel === "chat"}
        onPress={onPanel}
      />
      <PanelButton
        name="people"
        label={waiting > 0 ? text.peopleWaiting(waiting) : text.people}
        shortcut={key("P")}
        icon={<Icon icon={usersIcon} aria-hidden="true" />}
        count={waiting}
        isOpen={openPanel === "people"}
        onPress={onPanel}
      />
      <Popup label={text.settings} icon={<Icon icon={settingsIcon} aria-hidden="true" />}>
        {() => (
          <div class="stack">
            <div class="narrow-only stack">
              <button type="button" class="button" onClick={switchHand}>
                <Icon icon={handIcon} size={18} aria-hidden="true" />
                {hand}
              </button>
              <ShareButton call={call} shortcut={key("S")} hasWords />
              <Reactions onReact={react} />
            </div>
            {props.settings}
          </div>
        )}
      </Popup>
      <LeaveButton
        isHost={isHost}
        onLeave={() => call.leave()}
        onFinish={() => report(call.finish())}
      />
    </section>
  );
}

interface PanelButtonProps {
  name: PanelName;
  label: string;
  shortcut: string | undefined;
  icon: JSX.Element;
  count: number;
  isOpen: boolean;
  onPress: (name: PanelName) => void;
}

function PanelButton({ name, label, shortcut, icon, count, isOpen, onPress }: PanelButtonProps) {
  return (
    <button
      type="button"
      id={panelButtonId(name)}
      class={`round ${isOpen ? "on" : ""}`}
      aria-label={label}
      {...keyHint(label, shortcut)}
      aria-expanded={isOpen}
      aria-controls={isOpen ? `panel-${name}` : undefined}
      onClick={() => onPress(name)}
    >
      {icon}
      {count > 0 && <span class="badge" aria-hidden="true">{Math.min(count, 99)}</span>}
    </button>
  );
}
