// What the bar of a narrow call has no room for, in the order in which it is reached for. Closes after a
// press, since what was pressed is then seen on the stage.

import ellipsisIcon from "@lucide/icons/icons/ellipsis";
import handIcon from "@lucide/icons/icons/hand";
import layoutGridIcon from "@lucide/icons/icons/layout-grid";
import settingsIcon from "@lucide/icons/icons/settings";
import switchCameraIcon from "@lucide/icons/icons/switch-camera";
import usersIcon from "@lucide/icons/icons/users";
import type { Call } from "../../../browser/call_api.ts";
import type { View } from "../../../shared/layout/mod.ts";
import { Icon, type IconData } from "../../base/Icon.tsx";
import { Popup } from "../../base/Popup.tsx";
import { type InviteTexts, ShareInvitation } from "../../invite/mod.ts";
import { DoctorButton } from "../../on_demand/DoctorButton.tsx";
import { SettingsButton } from "../../on_demand/SettingsButton.tsx";
import { useText } from "../../text/mod.ts";
import { Reactions } from "./Reactions.tsx";
import { ShareButton } from "./ShareButton.tsx";

interface MoreSheetProps {
  call: Call;
  hand: { readonly label: string; onSwitch(): void };
  onReact: (emoji: string) => void;
  invite: InviteTexts;
  view: View;
  onView: (view: View) => void;
}

export function MoreSheet(props: MoreSheetProps) {
  const { call, hand, onReact, invite, view, onView } = props;
  const text = useText();
  const { media } = call;
  const isCameraOn = media.camera.value.kind === "on";
  const other: View = view === "grid" ? "speaker" : "grid";
  return (
    <Popup
      label={text.controls.more}
      icon={<Icon icon={ellipsisIcon} aria-hidden="true" />}
    >
      {(close) => {
        const then = (act: () => void) => () => {
          close();
          act();
        };
        return (
          <div class="more">
            <Reactions onReact={(emoji) => then(() => onReact(emoji))()} />
            <Line icon={handIcon} label={hand.label} onPress={then(hand.onSwitch)} />
            <ShareButton call={call} shortcut={undefined} hasWords onDone={close} />
            {isCameraOn && media.cameras.value.length > 1 && (
              <Line
                icon={switchCameraIcon}
                label={text.controls.flipCamera}
                onPress={then(() => void media.flipCamera())}
              />
            )}
            <ShareInvitation invite={invite} tone="menu-line" icon={usersIcon} />
            <Line
              icon={layoutGridIcon}
              label={other === "grid" ? text.controls.toGrid : text.controls.toSpeaker}
              onPress={then(() => onView(other))}
            />
            <SettingsButton
              label={text.controls.settings}
              icon={settingsIcon}
              tab="devices"
              tone="menu-line"
              devices={{ media, switches: call, isInCall: true }}
            />
            <DoctorButton media={media} call={call} tone="menu-line" />
          </div>
        );
      }}
    </Popup>
  );
}

function Line(props: { icon: IconData; label: string; onPress: () => void }) {
  return (
    <button type="button" class="menu-line" onClick={props.onPress}>
      <Icon icon={props.icon} size={20} aria-hidden="true" />
      {props.label}
    </button>
  );
}
