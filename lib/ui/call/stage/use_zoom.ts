// Going into a shared screen: two fingers, the wheel with Ctrl (which is what a touchpad's two fingers are,
// UI Events 3.4.1), a second click, a button and the arrow keys.

import type { TargetedMouseEvent, TargetedPointerEvent, TargetedWheelEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Box, moveZoom, wholePicture, zoomAt } from "../../../shared/layout/mod.ts";

/** A press of the button, and a second click. */
const buttonFactor = 1.5;
const clickFactor = 2.5;
/** How far an arrow key goes, as a share of the tile. */
const keyStep = 0.15;
/** Less than this is a press with an unsteady hand, in CSS pixels. */
const slack = 6;

const arrows: Readonly<Record<string, { x: number; y: number } | undefined>> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

type Press = TargetedPointerEvent<HTMLElement>;

/** Another stream is seen whole again. */
export function useZoom(tile: Box, stream: MediaStream | null) {
  const [at, setAt] = useState(wholePicture);
  /** Where each finger was last, in the tile. */
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const travelled = useRef(0);
  useEffect(() => setAt(wholePicture), [stream]);
  const middle = { x: tile.width / 2, y: tile.height / 2 };
  // A tile that has got another size is covered all the same.
  const shown = moveZoom(at, { x: 0, y: 0 }, tile);

  const letGo = ({ pointerId }: Press) => void fingers.current.delete(pointerId);
  const handlers = {
    onPointerDown(event: Press) {
      if (event.button !== 0) return;
      if (fingers.current.size === 0) travelled.current = 0;
      fingers.current.set(event.pointerId, pointIn(event));
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: Press) {
      const before = [...fingers.current.values()];
      if (!fingers.current.has(event.pointerId)) return;
      fingers.current.set(event.pointerId, pointIn(event));
      const now = [...fingers.current.values()];
      const by = minus(centre(now), centre(before));
      travelled.current += Math.hypot(by.x, by.y) + (now.length > 1 ? slack : 0);
      if (travelled.current <= slack) return;
      const factor = before.length === 2 ? spread(now) / Math.max(1, spread(before)) : 1;
      setAt((last) => zoomAt(moveZoom(last, by, tile), factor, centre(now), tile));
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
    onWheel(event: TargetedWheelEvent<HTMLElement>) {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const point = pointIn(event);
      setAt((last) => zoomAt(last, Math.exp(-event.deltaY / 200), point, tile));
    },
    onClick(event: TargetedMouseEvent<HTMLElement>) {
      // The end of a drag is no press: whoever waits for one does not hear of it.
      if (travelled.current > slack) return event.stopPropagation();
      if (event.detail !== 2) return;
      const point = pointIn(event);
      setAt((last) => last.scale > 1 ? wholePicture : zoomAt(last, clickFactor, point, tile));
    },
  };

  return {
    at: shown,
    handlers,
    zoomIn: () => setAt(zoomAt(shown, buttonFactor, middle, tile)),
    showWhole: () => setAt(wholePicture),
    handleKey(event: KeyboardEvent) {
      const arrow = arrows[event.key];
      if (!arrow || shown.scale === 1) return;
      event.preventDefault();
      event.stopPropagation();
      const by = { x: arrow.x * tile.width * keyStep, y: arrow.y * tile.height * keyStep };
      setAt(moveZoom(shown, by, tile));
    },
  };
}

type Point = { readonly x: number; readonly y: number };

/** Where an event is, from the upper left of the element that handles it. */
function pointIn(event: TargetedMouseEvent<HTMLElement>): Point {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

const minus = (one: Point, other: Point): Point => ({ x: one.x - other.x, y: one.y - other.y });

function centre(points: readonly Point[]): Point {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** How far two fingers are apart, in CSS pixels. */
function spread([one, other]: readonly Point[]): number {
  return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 1;
}
