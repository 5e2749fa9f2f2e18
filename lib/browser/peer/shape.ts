// How big, how smooth and at what rate the camera is sent to one participant. Pure tables: in a mesh
// everybody encodes once per other person, so what is not seen must not be sent (BENCH.md).

import { pictureFit } from "../../shared/picture_fit.ts";

/** What to send; `height` is the short side of the picture in pixels, 0 for nothing at all. */
export interface Shape {
  /** How wide its tile is; null or absent where nobody has said. */
  readonly width?: number | null;
  readonly height: number;
  readonly maxBitrate: number;
  readonly maxFramerate: number;
}

const ladder: readonly Shape[] = [
  { height: 90, maxBitrate: 80_000, maxFramerate: 15 },
  { height: 180, maxBitrate: 160_000, maxFramerate: 20 },
  { height: 270, maxBitrate: 300_000, maxFramerate: 24 },
  { height: 360, maxBitrate: 550_000, maxFramerate: 30 },
  { height: 540, maxBitrate: 1_000_000, maxFramerate: 30 },
  { height: 720, maxBitrate: 1_800_000, maxFramerate: 30 },
];
const nothing: Shape = { height: 0, maxBitrate: 0, maxFramerate: 0 };

/** Height sent to somebody who has not said what they show, and the most for who has. */
function limits(people: number): { usual: number; most: number } {
  if (people <= 2) return { usual: 720, most: 720 };
  if (people <= 4) return { usual: 360, most: 720 };
  if (people <= 6) return { usual: 270, most: 540 };
  return { usual: 180, most: 360 };
}

/** Never above what is shown, and in steps: each change of size costs the encoder a key frame. */
function roundDown(height: number): number {
  return Math.max(60, Math.floor(height / 30) * 30);
}

/**
 * The shape for one receiver: `people` in the call, ourselves included, and the height in pixels at
 * which the receiver shows us, null where it has not said.
 */
export function chooseShape(people: number, wantedHeight: number | null): Shape {
  if (wantedHeight !== null && wantedHeight <= 0) return nothing;
  const { usual, most } = limits(people);
  const height = Math.min(roundDown(wantedHeight ?? usual), most);
  const step = ladder.find((one) => one.height >= height) ?? nothing;
  return { ...step, height };
}

/** What to send of a shared screen, in bits per second. */
export interface ScreenShape {
  readonly isSent: boolean;
  readonly pictureBitrate: number;
  readonly soundBitrate: number;
}

/**
 * The shape of a shared screen for each of the others, `people` in the call. Its size is never changed,
 * as text has to stay readable: with less it gets slower. Its sound may be music, for which the 32
 * kbit/s that browsers give a voice are too few; it is heard also where the picture is not shown.
 */
export function chooseScreenShape(people: number, wantedHeight: number | null): ScreenShape {
  const isSent = wantedHeight !== 0;
  if (people <= 3) return { isSent, pictureBitrate: 2_500_000, soundBitrate: 96_000 };
  if (people <= 6) return { isSent, pictureBitrate: 1_500_000, soundBitrate: 64_000 };
  return { isSent, pictureBitrate: 800_000, soundBitrate: 48_000 };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The short side of a picture as it is drawn in its tile (picture_fit.ts), which may be upright. */
function drawnShortSide(picture: Size, tile: Size): number {
  const scales = [tile.width / picture.width, tile.height / picture.height];
  const fit = pictureFit(picture.width / picture.height, tile.width / tile.height);
  const scale = fit === "cover" ? Math.max(...scales) : Math.min(...scales);
  return Math.min(picture.width, picture.height) * scale;
}

/** RTCRtpEncodingParameters for a shape and a captured picture of this size, in pixels. */
export function toEncoding(
  shape: Shape,
  captured: Size,
): Pick<
  RTCRtpEncodingParameters,
  "active" | "scaleResolutionDownBy" | "maxBitrate" | "maxFramerate"
> {
  const { width, height } = shape;
  if (height === 0) return { active: false };
  const short = width
    ? Math.min(height, roundDown(drawnShortSide(captured, { width, height })))
    : height;
  return {
    active: true,
    scaleResolutionDownBy: Math.max(1, Math.min(captured.width, captured.height) / short),
    maxBitrate: shape.maxBitrate,
    maxFramerate: shape.maxFramerate,
  };
}
