// Whether an effect still works: it is asked now and then, and a frame it has begun has to be done soon.
// Without it a picture that stands still would be sent, and nobody told. Knows no worker.

import { afterRunning } from "../patience.ts";
import type { Clock } from "../ports.ts";

export interface WatchdogDeps {
  readonly clock: Clock;
  /** How long the effect has been at its present frame, in milliseconds; 0 between two. */
  ask(): Promise<number>;
  onHang(): void;
}

const periodMs = 2_000;
/** A model on the slowest processor takes a fiftieth of it. */
const limitMs = 6_000;

/** Watches until the returned function is called. */
export function watchEffect({ clock, ask, onHang }: WatchdogDeps): () => void {
  let isOver = false;
  let cancel = () => {};

  function stop(): void {
    isOver = true;
    cancel();
  }
  function hang(): void {
    if (isOver) return;
    stop();
    onHang();
  }
  function look(): void {
    cancel = afterRunning(clock, limitMs, hang);
    ask().then((busyMs) => {
      if (isOver) return;
      cancel();
      if (busyMs > limitMs) hang();
      else cancel = clock.after(periodMs, look);
    }, hang);
  }

  cancel = clock.after(periodMs, look);
  return stop;
}
