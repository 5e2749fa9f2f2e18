// A meeting that is planned: when it may start, and what its invitation needs. A plan is kept in the
// history of the tab, so that it outlasts a reload, and comes back from there as anything.

import { fromWallTime } from "../../shared/zoned_time.ts";

export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Empty where there is none. */
  readonly passcode: string;
}

/** Somebody who means "now" is not too late. */
const lateMs = 60_000;

/** When a meeting starts, from a date input in a zone; in milliseconds, or what is wrong with it. */
export function readStart(
  wallTime: string,
  { timeZone, nowMs }: { timeZone: string; nowMs: number },
): number | "missing" | "past" {
  const startMs = fromWallTime(wallTime, timeZone);
  if (startMs === null) return "missing";
  return startMs + lateMs <= nowMs ? "past" : startMs;
}

/** Whether the state of a history entry is a plan. */
export function isPlan(state: unknown): state is Plan {
  if (typeof state !== "object" || state === null) return false;
  const has = (keys: readonly string[], sample: unknown) =>
    keys.every((key) => typeof Reflect.get(state, key) === typeof sample);
  return has(["id", "title", "passcode"], "") && has(["startMs", "endMs"], 0);
}
