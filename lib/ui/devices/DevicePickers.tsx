// Which microphone, camera and speaker to use; the same three lists before and in the call.

import type { ReadonlySignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import volume2Icon from "@lucide/icons/icons/volume-2";
import type {
  DeviceChoice,
  DeviceState,
  LocalMedia,
  MediaFailure,
  Preferences,
} from "../../browser/call_api.ts";
import { useText } from "../text/mod.ts";
import { useSpeakerTest } from "./speaker.ts";
import { Icon } from "../base/Icon.tsx";

type Device = "mic" | "camera" | "speaker";

interface DevicePickersProps {
  media: LocalMedia;
  preferences: Preferences;
  /** Those that are to be chosen from; all where it is absent. */
  only?: readonly Device[];
}

const everyDevice: readonly Device[] = ["mic", "camera", "speaker"];

export function DevicePickers({ media, preferences, only = everyDevice }: DevicePickersProps) {
  const text = useText().preview;
  const mic = media.mic.value;
  const camera = media.camera.value;
  return (
    <div class="pickers">
      <RefusedNote refused={media.refused.value} />
      {only.includes("mic") && canChoose(mic) && (
        <Picker
          label={text.microphone}
          device="mic"
          choices={media.microphones}
          chosen={idOf(mic, preferences.microphoneId)}
          onChoose={(id) => media.chooseMicrophone(id)}
        />
      )}
      {only.includes("camera") && canChoose(camera) && (
        <Picker
          label={text.camera}
          device="camera"
          choices={media.cameras}
          chosen={idOf(camera, preferences.cameraId)}
          onChoose={(id) => media.chooseCamera(id)}
        />
      )}
      {only.includes("speaker") && <SpeakerLine media={media} />}
    </div>
  );
}

/** What another device of the same kind would not help against. */
const isBlocked: ReadonlySet<MediaFailure> = new Set([
  "denied",
  "denied-by-system",
  "blocked-by-frame",
  "blocked-by-server",
  "not-found",
  "insecure",
]);

/** False where a list would offer what cannot be had: the help beside it says why. */
function canChoose(state: DeviceState): boolean {
  return state.kind !== "failed" || !isBlocked.has(state.failure);
}

function SpeakerLine({ media }: { media: LocalMedia }) {
  const text = useText().preview;
  const testSpeaker = useSpeakerTest();
  const speakerId = media.speakerId.value;
  return (
    <div class="picker-line">
      <Picker
        label={text.speaker}
        device="speaker"
        choices={media.speakers}
        chosen={speakerId}
        onChoose={(id) => media.chooseSpeaker(id)}
      />
      <button
        type="button"
        class="round plain"
        aria-label={text.testSpeaker}
        title={text.testSpeaker}
        onClick={() => testSpeaker(speakerId)}
      >
        <Icon icon={volume2Icon} size={20} aria-hidden="true" />
      </button>
    </div>
  );
}

/** Why the list shows the device of before. */
function RefusedNote({ refused }: { refused: LocalMedia["refused"]["value"] }) {
  const { device: text } = useText();
  if (!refused) return null;
  const { device, failure, kept } = refused;
  const sentence = text.refused(device, failure === "in-use", kept);
  return <p key={sentence} class="callout bad picker-note" role="alert">{sentence}</p>;
}

/** The device in use, or the one that would be. */
function idOf(state: DeviceState, rememberedId: string): string {
  return state.kind === "on" ? state.deviceId : rememberedId;
}

interface PickerProps {
  label: string;
  device: Device;
  choices: ReadonlySignal<readonly DeviceChoice[]>;
  chosen: string;
  onChoose: (deviceId: string) => void;
}

function Picker({ label, device, choices, chosen, onChoose }: PickerProps) {
  const id = useId();
  const text = useText();
  const list = choices.value;
  const isListed = list.some((one) => one.deviceId === chosen);
  const select = useRef<HTMLSelectElement>(null);
  // A choice that came to nothing changes no value here, but the list has changed by itself.
  useLayoutEffect(() => {
    if (select.current) select.current.value = isListed ? chosen : "";
  });
  return (
    <div class="field picker">
      <label for={id}>{label}</label>
      <select
        id={id}
        ref={select}
        value={isListed ? chosen : ""}
        disabled={list.length === 0}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {!isListed && <option value="">{text.preview.deviceDefault}</option>}
        {list.map(({ deviceId, label }, at) => (
          <option key={deviceId} value={deviceId}>
            {label || text.device.numbered(device, at + 1)}
          </option>
        ))}
      </select>
    </div>
  );
}
