// Something was plugged in: offers to use it, until it is taken, declined or pulled out.

import { Headphones } from "lucide-preact";
import type { LocalMedia } from "../../../browser/call_api.ts";
import { useText } from "../../text/text.ts";

export function DeviceOffer({ media }: { media: LocalMedia }) {
  const text = useText().device;
  const found = media.found.value;
  if (!found) return null;
  return (
    <div class="stage-card" role="status">
      <Headphones size={18} aria-hidden="true" />
      <p>{text.found(found.label)}</p>
      <button type="button" class="button" onClick={media.declineFound}>{text.notNow}</button>
      <button type="button" class="button primary" onClick={media.useFound}>{text.use}</button>
    </div>
  );
}
