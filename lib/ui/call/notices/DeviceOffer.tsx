// Something was plugged in: offers to use it, until it is taken, declined or pulled out.

import headphonesIcon from "@lucide/icons/icons/headphones";
import type { FoundDevice, LocalMedia } from "../../../browser/call_api.ts";
import { useText } from "../../text/mod.ts";
import { Icon } from "../../base/Icon.tsx";

export function DeviceOffer({ media }: { media: LocalMedia }) {
  const text = useText().device;
  const found = media.found.value;
  if (!found) return null;
  return (
    <div class="stage-card" role="status">
      <Icon icon={headphonesIcon} size={18} aria-hidden="true" />
      <p>{text.found(found.label, kindOf(found))}</p>
      <button type="button" class="button" onClick={media.declineFound}>{text.notNow}</button>
      <button type="button" class="button primary" onClick={media.useFound}>{text.use}</button>
    </div>
  );
}

/** What it is first of all: a headset is a microphone. */
function kindOf({ microphoneId, cameraId }: FoundDevice) {
  if (microphoneId) return "mic";
  return cameraId ? "camera" : "speaker";
}
