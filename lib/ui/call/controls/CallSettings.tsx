// What one reaches for in the call: devices, the way to all settings and to the doctor, the link.

import settingsIcon from "@lucide/icons/icons/settings";
import type { Call, Preferences } from "../../../browser/call_api.ts";
import { OwnLink } from "../../base/OwnLink.tsx";
import { DoctorButton } from "../../on_demand/DoctorButton.tsx";
import { DevicePickers, MediaHelp } from "../../devices/mod.ts";
import { SettingsButton } from "../../on_demand/SettingsButton.tsx";
import { useText } from "../../text/mod.ts";

interface CallSettingsProps {
  call: Call;
  preferences: Preferences;
  link: string;
  organizerKey: string | null;
}

export function CallSettings({ call, preferences, link, organizerKey }: CallSettingsProps) {
  const text = useText();
  return (
    <>
      <MediaHelp media={call.media} switches={call} isInCall />
      <DevicePickers media={call.media} preferences={preferences} />
      <div class="button-row">
        <SettingsButton
          label={text.controls.allSettings}
          icon={settingsIcon}
          tab="devices"
          devices={{ media: call.media, switches: call, isInCall: true }}
        />
        <DoctorButton media={call.media} call={call} />
      </div>
      {organizerKey && <OwnLink link={link} organizerKey={organizerKey} />}
    </>
  );
}
