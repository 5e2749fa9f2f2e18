// Plays a stream without its sound, cut to its tile where little is lost and shown whole where much
// would be. Sound is played elsewhere, so that a tile may come and go.

import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pictureFit } from "../../shared/picture_fit.ts";

/** A picture that stands for this long has stopped, in ms; looked at as often as `lookMs`. */
const stalledMs = 3_000;
const lookMs = 500;

interface VideoProps {
  stream: MediaStream;
  isMirrored?: boolean;
  /** Width divided by height of the tile; the person may also ask to always see all of it. */
  ratio: number;
  isWhole?: boolean;
  label?: string;
  /** Told whether no new frame has come for a while, though the page is seen. */
  onStalled?: (isStalled: boolean) => void;
}

export function Video(props: VideoProps) {
  const { stream, isMirrored = false, ratio, isWhole = false, label, onStalled } = props;
  const element = useRef<HTMLVideoElement>(null);
  const [pictureRatio, setPictureRatio] = useState(0);
  useEffect(() => {
    if (element.current) element.current.srcObject = stream;
  }, [stream]);
  useStalled(element, stream, onStalled);
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

/** Counts frames (Media Playback Quality); an unseen page shows none, and that is no stall. */
function useStalled(
  element: RefObject<HTMLVideoElement>,
  stream: MediaStream,
  onStalled: ((isStalled: boolean) => void) | undefined,
): void {
  useEffect(() => {
    if (!onStalled) return;
    let frames = -1;
    let since = performance.now();
    let isStalled = false;
    const tell = (is: boolean) => {
      if (is !== isStalled) onStalled(isStalled = is);
    };
    const timer = setInterval(() => {
      const now = performance.now();
      const count = element.current?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
      if (count !== frames || document.visibilityState === "hidden") {
        frames = count;
        since = now;
      }
      // The first frame is awaited elsewhere.
      tell(count > 0 && now - since >= stalledMs);
    }, lookMs);
    return () => {
      clearInterval(timer);
      tell(false);
    };
  }, [stream, onStalled !== undefined]);
}
