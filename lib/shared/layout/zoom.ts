// How far one has gone into a picture, and where. Pure; in CSS pixels from the upper left of the tile,
// which the picture always covers.

export interface Zoom {
  /** How much larger than whole, from 1. */
  readonly scale: number;
  /** Where the picture's upper left corner stands; never right of, or below, the tile's. */
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Beyond it the pixels of a shared screen are all that there is to see. */
const maxScale = 8;

/** All of the picture. */
export const wholePicture: Zoom = { scale: 1, x: 0, y: 0 };

/** Larger by `factor` (smaller below 1), with what is at `point` staying there where it can. */
export function zoomAt(zoom: Zoom, factor: number, point: Point, tile: Size): Zoom {
  const scale = Math.min(maxScale, Math.max(1, zoom.scale * factor));
  const growth = scale / zoom.scale;
  const x = point.x - (point.x - zoom.x) * growth;
  const y = point.y - (point.y - zoom.y) * growth;
  return covering({ scale, x, y }, tile);
}

/** Moved by this much, as far as there is picture. */
export function moveZoom(zoom: Zoom, by: Point, tile: Size): Zoom {
  return covering({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, tile);
}

function covering({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  const within = (at: number, side: number) => Math.min(0, Math.max(side - side * scale, at));
  return { scale, x: within(x, width), y: within(y, height) };
}
