// One's own picture as the others will see it (mirrored, as in a mirror), with the two switches on
// it and the loudness of the microphone.

import { useRef } from "preact/hooks";
import micIcon from "@lucide/icons/icons/mic";
import micOffIcon from "@lucide/icons/icons/mic-off";
import videoIcon from "@lucide/icons/icons/video";
import videoOffIcon from "@lucide/icons/icons/video-off";
import type { LocalMedia } from "../../browser/call_api.ts";
import { Avatar } from "../base/Avatar.tsx";
import { DeviceButton } from "../base/DeviceButton.tsx";
import { MediaHelp, MicMeter, useOwnStream } from "../devices/mod.ts";
import { Video } from "../base/Video.tsx";
import { useText, Words } from "../text/mod.ts";

interface SelfPreviewProps {
  media: LocalMedia | null;
  name: string;
  isMirrored: boolean;
}

export function SelfPreview({ media, name, isMirrored }: SelfPreviewProps) {
  const { preview, controls } = useText();
  const starting = { kind: "starting", isAsking: false } as const;
  const camera = media?.camera.value ?? starting;
  const mic = media?.mic.value ?? starting;
  const stream = useOwnStream(camera);
  const hasHelp = media !== null && (camera.kind === "failed" || mic.kind === "failed");
  const help = useRef<HTMLDivElement>(null);
  const showHelp = () => help.current?.querySelector<HTMLElement>("button, a")?.focus();
  return (
    <section class="self-preview dark" aria-label={preview.picture}>
      {stream && (
        <Video stream={stream} isMirrored={isMirrored} ratio={16 / 9} label={preview.picture} />
      )}
      {hasHelp && (
        <div class="self-preview-help" data-over={stream !== null} ref={help}>
          <MediaHelp media={media} />
        </div>
      )}
      {!stream && !hasHelp && (
        <div class="self-preview-empty">
          {name.trim() && <Avatar name={name.trim()} />}
          <p>
            <Words>
              {camera.kind !== "starting"
                ? preview.cameraOff
                : camera.isAsking
                ? controls.asking
                : preview.cameraStarting}
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
          labels={[controls.mute, controls.unmute, controls.micFailed, controls.micAsking]}
          onSwitch={(isOn) => mic.kind === "failed" ? showHelp() : media?.setMic(isOn)}
        />
        <DeviceButton
          state={camera}
          icons={[videoIcon, videoOffIcon]}
          labels={[
            controls.stopCamera,
            controls.startCamera,
            controls.cameraFailed,
            controls.cameraAsking,
          ]}
          onSwitch={(isOn) => camera.kind === "failed" ? showHelp() : media?.setCamera(isOn)}
        />
      </div>
    </section>
  );
}
