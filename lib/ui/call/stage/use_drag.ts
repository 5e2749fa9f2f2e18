// Dragging one's own small picture, by mouse, pen or finger: it follows, and goes to the nearest corner
// where it is let go.

import type { TargetedPointerEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { type Box, nearestCorner } from "../../../shared/layout/mod.ts";
import type { Corner } from "../../../shared/corners.ts";

/** Less than this is a press with an unsteady hand, in CSS pixels. */
const slack = 6;

interface Point {
  readonly x: number;
  readonly y: number;
}

export type Drag = ReturnType<typeof useDrag>;

type Press = TargetedPointerEvent<HTMLElement>;

export function useDrag(
  box: Box,
  place: { readonly area: Box; readonly onMove: (corner: Corner) => void } | null,
) {
  const [offset, setOffset] = useState<Point | null>(null);
  const start = useRef<Point | null>(null);
  const hasMoved = useRef(false);
  const moved = offset && place ? { ...box, x: box.x + offset.x, y: box.y + offset.y } : box;
  const stop = () => {
    start.current = null;
    setOffset(null);
  };
  const handlers = {
    onPointerDown(event: Press) {
      hasMoved.current = false;
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove(event: Press) {
      if (!start.current) return;
      const [x, y] = [event.clientX - start.current.x, event.clientY - start.current.y];
      if (Math.hypot(x, y) > slack) hasMoved.current = true;
      if (hasMoved.current) setOffset({ x, y });
    },
    onPointerUp() {
      if (offset && place) place.onMove(nearestCorner(moved, place.area));
      stop();
    },
    onPointerCancel: stop,
  };
  /** The press that ended just now was a drag and no click. */
  const wasDragged = () => hasMoved.current;
  return { box: moved, wasDragged, handlers };
}
