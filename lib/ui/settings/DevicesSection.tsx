// Which devices, and what is done to the sound of the microphone.

import { Check } from "../base/Check.tsx";
import { DevicePickers, MediaHelp, MicMeter } from "../devices/mod.ts";
import type { OpenDevices, PreferenceSettings } from "./source.ts";
import { useSettingsText } from "./words.ts";

interface DevicesSectionProps extends OpenDevices {
  source: PreferenceSettings;
}

export function DevicesSection({ source, media, switches, isInCall }: DevicesSectionProps) {
  const text = useSettingsText();
  return (
    <>
      <MediaHelp media={media} switches={switches} isInCall={isInCall} />
      <DevicePickers media={media} preferences={source.preferences} />
      {media.mic.value.kind === "on" && (
        <p class="meter-line quiet">
          <MicMeter level={media.micLevel} />
          {text.level}
        </p>
      )}
      <Check
        label={text.noise}
        hint={text.noiseHint}
        isOn={source.preferences.isNoiseSuppressed}
        onChange={(isOn) => media.setNoiseSuppression(isOn)}
      />
    </>
  );
}
