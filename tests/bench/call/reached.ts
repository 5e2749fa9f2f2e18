// How far a call came, by what its pages noted. Pure.

import type { Noted } from "./watch.ts";

/** How far a call came. Links are counted by their ends: each of two people has one. */
export interface Reached {
  readonly connected: number;
  readonly shown: number;
  /** Ends of all links there would be. */
  readonly all: number;
  /** Seconds from the first press on Join to the last of them; null where not all were reached. */
  readonly connectedAfter: number | null;
  readonly shownAfter: number | null;
}

/** What the notes of all pages come to. */
export function reachedBy(noted: readonly Noted[]): Reached {
  const all = noted.length * (noted.length - 1);
  const pressed = noted.map(({ pressedAt }) => pressedAt).filter((at) => at !== null);
  const after = (times: readonly number[]) =>
    times.length < all ? null : (Math.max(...times) - Math.min(...pressed)) / 1_000;
  const connected = noted.flatMap(({ connectedAt }) => connectedAt);
  const shown = noted.flatMap(({ shownAt }) => shownAt);
  return {
    connected: connected.length,
    shown: shown.length,
    all,
    connectedAfter: after(connected),
    shownAfter: after(shown),
  };
}
