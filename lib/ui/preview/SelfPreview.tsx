// One's own picture as the others will see it (mirrored, as in a mirror), with the two switches on
// it and the loudness of the microphone.

import micIcon from "@lucide/icons/icons/mic";
import micOffIcon from "@lucide/icons/icons/mic-off";
import videoIcon from "@lucide/icons/icons/video";
import videoOffIcon from "@lucide/icons/icons/video-off";
import type { LocalMedia } from "../../browser/call_api.ts";
import { Avatar } from "../base/Avatar.tsx";
import { DeviceButton } from "../base/DeviceButton.tsx";
import { useOwnStream } from "../devices/mod.ts";
import { Video } from "../base/Video.tsx";
import { useText, Words } from "../text/mod.ts";
import { MicMeter } from "./MicMeter.tsx";

interface SelfPreviewProps {
  media: LocalMedia | null;
  name: string;
  isMirrored: boolean;
}

export function SelfPreview({ media, name, isMirrored }: SelfPreviewProps) {
  const { preview, controls } = useText();
  const camera = media?.camera.value ?? { kind: "starting" };
  const mic = media?.mic.value ?? { kind: "starting" };
  const stream = useOwnStream(camera);
  return (
    <section class="self-preview dark" aria-label={preview.picture}>
      {stream
        ? <Video stream={stream} isMirrored={isMirrored} ratio={16 / 9} label={preview.picture} />
        : (
          <div class="self-preview-empty">
            {name.trim() && <Avatar id={name.trim()} name={name} />}
            <p>
              <Words>
                {camera.kind === "starting" ? preview.cameraStarting : preview.cameraOff}
              </Words>
            </p>
            {camera.kind === "starting" && <p class="quiet">{preview.allow}</p>}
          </div>
        )}
      <div class="self-preview-controls">
        {media && mic.kind === "on" && <MicMeter level={media.micLevel} />}
        <DeviceButton
          state={mic}
          icons={[micIcon, micOffIcon]}
          labels={[controls.mute, controls.unmute, controls.micFailed]}
          onSwitch={(isOn) => media?.setMic(isOn)}
        />
        <DeviceButton
          state={camera}
          icons={[videoIcon, videoOffIcon]}
          labels={[controls.stopCamera, controls.startCamera, controls.cameraFailed]}
          onSwitch={(isOn) => media?.setCamera(isOn)}
        />
      </div>
    </section>
  );
}
