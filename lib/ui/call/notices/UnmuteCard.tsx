// A host would like to hear this person, who alone can switch the microphone on.

import micIcon from "@lucide/icons/icons/mic";
import type { Call } from "../../../browser/call_api.ts";
import { Icon } from "../../base/Icon.tsx";
import { shortName, useText } from "../../text/mod.ts";

export function UnmuteCard({ call }: { call: Pick<Call, "unmuteRequest" | "setMic"> }) {
  const { call: text, device, controls } = useText();
  const from = call.unmuteRequest.from.value;
  if (from === null) return null;
  return (
    <div class="stage-card" role="alert">
      <Icon icon={micIcon} size={18} aria-hidden="true" />
      <p>{text.asksToUnmute(shortName(from))}</p>
      <div class="stage-card-actions">
        <button type="button" class="button" onClick={call.unmuteRequest.dismiss}>
          {device.notNow}
        </button>
        <button type="button" class="button primary" onClick={() => call.setMic(true)}>
          {controls.unmute}
        </button>
      </div>
    </div>
  );
}
