// What happens to a page, told as one kind of event: it is seen again or goes, the network is back or
// another one, the machine woke.

import type { Clock, PageEvent } from "../ports.ts";

/** A timer that comes this much late slept: the machine did, or the tab was frozen. */
const sleepMs = 20_000;
const wakePeriodMs = 2_000;

/** Calls `handle` for each of these events; returns its undo. */
export function watchPage(clock: Clock, handle: (event: PageEvent) => void): () => void {
  const onOnline = () => handle("online");
  const onHide = () => handle("pagehide");
  const onVisible = () => document.visibilityState === "visible" && handle("visible");
  addEventListener("online", onOnline);
  addEventListener("pagehide", onHide);
  document.addEventListener("visibilitychange", onVisible);
  const stopWake = watchWake(clock, () => handle("wake"));
  const stopNetwork = watchNetwork(onOnline);
  return () => {
    removeEventListener("online", onOnline);
    removeEventListener("pagehide", onHide);
    document.removeEventListener("visibilitychange", onVisible);
    stopWake();
    stopNetwork();
  };
}

/**
 * From Wi-Fi to mobile data a phone need not be offline in between (Network Information API). The same
 * event comes for mere guesses at the speed, which say nothing of the way.
 */
function watchNetwork(onChange: () => void): () => void {
  const connection: unknown = Reflect.get(navigator, "connection");
  if (!(connection instanceof EventTarget)) return () => {};
  const readType = (): unknown => Reflect.get(connection, "type");
  let known = readType();
  const look = () => {
    const type = readType();
    if (type === known) return;
    known = type;
    if (type !== "none") onChange();
  };
  connection.addEventListener("change", look);
  return () => connection.removeEventListener("change", look);
}

/** No browser tells that the machine slept; a timer that comes far too late does. */
function watchWake(clock: Clock, onWake: () => void): () => void {
  let expectedAt = clock.now() + wakePeriodMs;
  let cancel = () => {};
  const look = () => {
    const isLate = clock.now() - expectedAt > sleepMs;
    expectedAt = clock.now() + wakePeriodMs;
    cancel = clock.after(wakePeriodMs, look);
    if (isLate) onWake();
  };
  cancel = clock.after(wakePeriodMs, look);
  return () => cancel();
}
