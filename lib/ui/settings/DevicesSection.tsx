// Which devices, and what is done to the sound of the microphone.

import { Check } from "../base/Check.tsx";
import { DevicePickers } from "../preview/DevicePickers.tsx";
import { MediaHelp } from "../preview/MediaHelp.tsx";
import type { OpenDevices, PreferenceSettings } from "./settings_source.ts";
import { useSettingsText } from "./use_settings_text.ts";

interface DevicesSectionProps extends OpenDevices {
  source: PreferenceSettings;
}

export function DevicesSection({ source, media, switches, isInCall }: DevicesSectionProps) {
  const text = useSettingsText();
  return (
    <>
      <MediaHelp media={media} switches={switches} isInCall={isInCall} />
      <DevicePickers media={media} preferences={source.preferences} />
      <Check
        label={text.noise}
        hint={text.noiseHint}
        isOn={source.preferences.isNoiseSuppressed}
        onChange={(isOn) => media.setNoiseSuppression(isOn)}
      />
    </>
  );
}
