// The corner in which one's own picture stands, and how it moves from one to the next. Pure; in CSS
// pixels from the upper left.

import { type Corner, corners } from "../corners.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Space to the edge. */
const inset = 8;
/** What a name in the lower left takes. */
const nameHeight = 34;

/** Where a picture of that size stands in the corner of `area`, beside the name that may be there. */
export function cornerBox(
  corner: Corner,
  area: Box,
  { width, height }: Pick<Box, "width" | "height">,
): Box {
  const below = corner === "bottom-left" ? nameHeight : 0;
  return {
    x: isRight(corner) ? area.x + area.width - width - inset : area.x + inset,
    y: isBottom(corner) ? area.y + area.height - height - inset - below : area.y + inset,
    width,
    height,
  };
}

/** The corner of `area` that is nearest to the middle of `box`, as when it is let go there. */
export function nearestCorner(box: Box, area: Box): Corner {
  const isBelow = box.y + box.height / 2 > area.y + area.height / 2;
  const isBeyond = box.x + box.width / 2 > area.x + area.width / 2;
  return toCorner(isBelow, isBeyond);
}

/** Where an arrow key takes it; the same corner for any other key. */
export function moveCorner(corner: Corner, key: string): Corner {
  switch (key) {
    case "ArrowLeft":
      return toCorner(isBottom(corner), false);
    case "ArrowRight":
      return toCorner(isBottom(corner), true);
    case "ArrowUp":
      return toCorner(false, isRight(corner));
    case "ArrowDown":
      return toCorner(true, isRight(corner));
    default:
      return corner;
  }
}

/** The next corner clockwise. */
export function nextCorner(corner: Corner): Corner {
  return corners[(corners.indexOf(corner) + 1) % corners.length] ?? corner;
}

function toCorner(below: boolean, right: boolean): Corner {
  return `${below ? "bottom" : "top"}-${right ? "right" : "left"}`;
}

function isRight(corner: Corner): boolean {
  return corner.endsWith("right");
}

function isBottom(corner: Corner): boolean {
  return corner.startsWith("bottom");
}
