// Plays a stream without its sound, cut to its tile where little is lost and shown whole where much
// would be. Sound is played elsewhere, so that a tile may come and go.

import { useEffect, useRef, useState } from "preact/hooks";
import { pictureFit } from "../../shared/picture_fit.ts";

interface VideoProps {
  stream: MediaStream;
  isMirrored?: boolean;
  /** Width divided by height of the tile; the person may also ask to always see all of it. */
  ratio: number;
  isWhole?: boolean;
  label?: string;
}

export function Video({ stream, isMirrored = false, ratio, isWhole = false, label }: VideoProps) {
  const element = useRef<HTMLVideoElement>(null);
  const [pictureRatio, setPictureRatio] = useState(0);
  useEffect(() => {
    if (element.current) element.current.srcObject = stream;
  }, [stream]);
  // Safari plays by itself only what is muted, and on a phone full screen unless it plays inline.
  return (
    <video
      ref={element}
      class="video"
      autoplay
      muted
      playsInline
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      data-mirrored={isMirrored}
      data-fit={isWhole ? "contain" : pictureFit(pictureRatio, ratio)}
      onResize={(event) => {
        const { videoWidth, videoHeight } = event.currentTarget;
        setPictureRatio(videoHeight > 0 ? videoWidth / videoHeight : 0);
      }}
    />
  );
}
