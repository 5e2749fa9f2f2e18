// The chosen background does not work, so the camera is off: says so, and leaves the person the choice to
// try again or to be seen as they are.

import type { LocalMedia } from "../../browser/call_api.ts";
import { useText } from "../text/mod.ts";

interface BackgroundHelpProps {
  media: LocalMedia;
  /** What switches the camera on: the media themselves, or the call, which tells the others. */
  switches: Pick<LocalMedia, "setCamera">;
  /** The box it stands in. */
  tone?: "callout bad" | "stage-card";
}

export function BackgroundHelp({ media, switches, tone = "callout bad" }: BackgroundHelpProps) {
  const { device, failure } = useText();
  if (media.backgroundState.value !== "failed") return null;
  return (
    <div class={tone} role="alert">
      <p>{device.backgroundFailed}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={() => switches.setCamera(true)}>
          {failure.tryAgain}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            media.chooseBackground("none");
            void switches.setCamera(true);
          }}
        >
          {device.showAsIs}
        </button>
      </div>
    </div>
  );
}
