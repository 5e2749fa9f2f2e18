// The bar under the stage. Where it is narrow, on a phone or beside a panel, what is not reached for all the
// time moves into one menu.

import type { ComponentChildren, JSX } from "preact";
import faceSlightlySmilingIcon from "@lucide/icons/icons/face-slightly-smiling";
import handIcon from "@lucide/icons/icons/hand";
import imageIcon from "@lucide/icons/icons/image";
import messageSquareIcon from "@lucide/icons/icons/message-square";
import micIcon from "@lucide/icons/icons/mic";
import micOffIcon from "@lucide/icons/icons/mic-off";
import settingsIcon from "@lucide/icons/icons/settings";
import usersIcon from "@lucide/icons/icons/users";
import videoIcon from "@lucide/icons/icons/video";
import videoOffIcon from "@lucide/icons/icons/video-off";
import type { Call, Outcome, Preferences } from "../../../browser/call_api.ts";
import type { View } from "../../../shared/layout/mod.ts";
import { keyHint } from "../../base/key_hint.ts";
import { Popup } from "../../base/Popup.tsx";
import type { InviteTexts } from "../../invite/mod.ts";
import { DevicePickers, MediaHelp } from "../../devices/mod.ts";
import { SettingsButton } from "../../on_demand/SettingsButton.tsx";
import { useText } from "../../text/mod.ts";
import { DeviceControl } from "./DeviceControl.tsx";
import { LeaveButton } from "./LeaveButton.tsx";
import { MoreSheet } from "./MoreSheet.tsx";
import { Reactions } from "./Reactions.tsx";
import { ShareButton } from "./ShareButton.tsx";
import { panelButtonId, type PanelName, type PanelState } from "./use_panel.ts";
import { Icon } from "../../base/Icon.tsx";

interface ControlsProps {
  call: Call;
  preferences: Preferences;
  /** The keys act: then the buttons tell them. */
  hasKeys: boolean;
  openPanel: PanelState["open"];
  unread: number;
  onPanel: (name: PanelName) => void;
  report: (outcome: Promise<Outcome>) => void;
  invite: InviteTexts;
  view: View;
  onView: (view: View) => void;
  settings: ComponentChildren;
}

export function Controls(props: ControlsProps) {
  const { call, preferences, openPanel, unread, onPanel, report } = props;
  const text = useText().controls;
  const { media } = call;
  const self = call.self.value;
  const isHandUp = self?.hand ?? false;
  const isHost = self?.role === "HOST";
  const waiting = isHost ? call.waiting.value.length : 0;
  const people = call.participants.value.length + (self ? 1 : 0);
  const hand = isHandUp ? text.lowerHand : text.raiseHand;
  const key = (name: string) => props.hasKeys ? name : undefined;
  const switchHand = () => report(call.setHand(!isHandUp));
  const react = (emoji: string) => report(call.react(emoji));
  return (
    <section class="controls" aria-label={text.label}>
      <div class="bar">
        <DeviceControl
          state={media.mic.value}
          icons={[micIcon, micOffIcon]}
          labels={[text.mute, text.unmute, text.micFailed, text.micAsking]}
          shortcut={key("M")}
          onSwitch={(isOn) => call.setMic(isOn)}
          menuLabel={text.soundChoices}
        >
          {() => (
            <div class="stack">
              <MediaHelp media={media} switches={call} only="mic" isInCall />
              <DevicePickers media={media} preferences={preferences} only={["mic", "speaker"]} />
            </div>
          )}
        </DeviceControl>
        <DeviceControl
          state={media.camera.value}
          icons={[videoIcon, videoOffIcon]}
          labels={[text.stopCamera, text.startCamera, text.cameraFailed, text.cameraAsking]}
          shortcut={key("V")}
          onSwitch={(isOn) => call.setCamera(isOn)}
          menuLabel={text.cameraChoices}
        >
          {() => (
            <div class="stack">
              <MediaHelp media={media} switches={call} only="camera" isInCall />
              <DevicePickers media={media} preferences={preferences} only={["camera"]} />
              <SettingsButton
                label={text.background}
                icon={imageIcon}
                tab="picture"
                devices={{ media, switches: call, isInCall: true }}
              />
            </div>
          )}
        </DeviceControl>
        <ShareButton call={call} shortcut={key("S")} />
        <button
          type="button"
          class={`round bar-wide ${isHandUp ? "on" : ""}`}
          aria-label={hand}
          {...keyHint(hand, key("H"))}
          onClick={switchHand}
        >
          <Icon icon={handIcon} aria-hidden="true" />
        </button>
        <div class="bar-wide">
          <Popup
            label={text.react}
            icon={<Icon icon={faceSlightlySmilingIcon} aria-hidden="true" />}
          >
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
          label={waiting > 0 ? text.peopleWaiting(waiting) : text.peopleHere(people)}
          shortcut={key("P")}
          icon={<Icon icon={usersIcon} aria-hidden="true" />}
          count={waiting || people}
          tone={waiting > 0 ? "" : "plain-count"}
          isOpen={openPanel === "people"}
          onPress={onPanel}
        />
        <div class="bar-wide">
          <Popup label={text.settings} icon={<Icon icon={settingsIcon} aria-hidden="true" />}>
            {() => <div class="stack">{props.settings}</div>}
          </Popup>
        </div>
        <div class="bar-narrow">
          <MoreSheet
            call={call}
            hand={{ label: hand, onSwitch: switchHand }}
            onReact={react}
            invite={props.invite}
            view={props.view}
            onView={props.onView}
          />
        </div>
        <LeaveButton
          canFinish={isHost && !self.stand_in}
          isAlone={people < 2}
          onLeave={() => call.leave()}
          onFinish={() => report(call.finish())}
        />
      </div>
    </section>
  );
}

interface PanelButtonProps {
  name: PanelName;
  label: string;
  shortcut: string | undefined;
  icon: JSX.Element;
  count: number;
  /** Further classes of the count. */
  tone?: string;
  isOpen: boolean;
  onPress: (name: PanelName) => void;
}

function PanelButton(props: PanelButtonProps) {
  const { name, label, shortcut, icon, count, tone = "", isOpen, onPress } = props;
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
      {count > 0 && <span class={`badge ${tone}`} aria-hidden="true">{Math.min(count, 99)}</span>}
    </button>
  );
}
