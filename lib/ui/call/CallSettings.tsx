// What can be changed in the call: devices, the mirror, the keys; and the link once more.

import type { Call, Preferences } from "../../browser/call_api.ts";
import { Check } from "../base/Check.tsx";
import { CopyButton } from "../base/CopyButton.tsx";
import { DoctorButton } from "../doctor/DoctorButton.tsx";
import { DevicePickers } from "../preview/DevicePickers.tsx";
import { MediaHelp } from "../preview/MediaHelp.tsx";
import { useText } from "../text.ts";

interface CallSettingsProps {
  call: Call;
  preferences: Preferences;
  link: string;
  hasShortcuts: boolean;
  onRemember: (change: Partial<Preferences>) => void;
  onShortcuts: (isOn: boolean) => void;
}

export function CallSettings(props: CallSettingsProps) {
  const { call } = props;
  const text = useText().controls;
  return (
    <>
      <MediaHelp media={call.media} switches={call} isInCall />
      <DevicePickers media={call.media} preferences={props.preferences} />
      <Check
        label={text.mirror}
        isOn={props.preferences.isMirrored}
        onChange={(isMirrored) => props.onRemember({ isMirrored })}
      />
      <Check
        label={text.shortcuts}
        hint={text.shortcutsHint}
        isOn={props.hasShortcuts}
        onChange={props.onShortcuts}
      />
      <div>
        <DoctorButton media={call.media} call={call} />
      </div>
      <div class="narrow-only">
        <CopyButton label={text.copyLink} value={props.link} />
      </div>
    </>
  );
}
