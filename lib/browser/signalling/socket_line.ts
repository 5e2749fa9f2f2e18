// Keeps one socket to the server alive: connects, comes back by the schedule (R2, R7), notices a
// half-open one by its silence, stops for good on a terminal close code. Knows text, no messages.

import { closeCodes } from "../../shared/protocol/mod.ts";
import { afterRunning } from "../patience.ts";
import type { Clock, PageEvent, SocketHandlers, SocketPort } from "../ports.ts";
import { reconnectDelay, restartDelay } from "./backoff.ts";

export interface SocketLineDeps {
  readonly clock: Clock;
  random(): number;
  openSocket(handlers: SocketHandlers): SocketPort;
  /** Gets what a connection needs (the token); false where it cannot be had now. Never rejects. */
  prepare(): Promise<boolean>;
  /** Sends a message that the server answers. */
  ping(): void;
  onOpen(): void;
  onText(text: string): void;
  /** An open socket is gone, or could not be opened; the line comes back by itself. */
  onDown(code: number): void;
  /** The line is closed by a terminal code and does not come back. */
  onEnd(code: number): void;
}

export interface SocketLine {
  /** Connects; does nothing where that has begun. */
  open(): void;
  /** False where there is no open socket to send on. */
  send(text: string): boolean;
  isOpen(): boolean;
  /** Drops the socket and connects anew. */
  reconnect(): void;
  /** The network may be in trouble: asks the server for a sign of life, with little patience. */
  check(): void;
  /** The network or the tab is back: look at once. */
  handlePage(event: PageEvent): void;
  close(): void;
}

export const lineTimes = {
  pingMs: 15_000,
  pongMs: 10_000,
  /** After a wake-up or a change of network the socket is more likely dead than slow. */
  probeMs: 3_000,
  /** Where only somebody's path is lost it may as well be alive on a bad line. */
  checkMs: 5_000,
  connectMs: 10_000,
  /** A connection that lived this long was a good one: the schedule starts over. */
  stableMs: 5_000,
  staleConnectMs: 2_000,
} as const;

type Phase =
  | { readonly kind: "idle" | "waiting" | "closed" }
  | { readonly kind: "connecting"; readonly since: number; readonly socket: SocketPort | null }
  | { readonly kind: "open"; readonly since: number; readonly socket: SocketPort };

/** True for the codes after which the client does not come back (PROTOCOL.md, "Close codes"). */
export function isTerminal(code: number): boolean {
  return code >= 4400 && code < 4500 && code !== closeCodes.token;
}

/** Makes a line; nothing happens before `open()`. */
export function createSocketLine(deps: SocketLineDeps): SocketLine {
  const { clock } = deps;
  let phase: Phase = { kind: "idle" };
  let attempt = 0;
  /** Counts connections, so that whatever comes from an older socket is recognised. */
  let generation = 0;
  let cancel = () => {};
  let cancelSilence: (() => void) | null = null;

  function arm(delayMs: number, task: () => void): void {
    cancel();
    cancel = clock.after(delayMs, task);
  }

  function connect(): void {
    const own = ++generation;
    phase = { kind: "connecting", since: clock.now(), socket: null };
    cancel();
    cancel = afterRunning(clock, lineTimes.connectMs, () => drop(0));
    const ifOwn = (task: () => void) => own === generation && task();
    void deps.prepare().then((isReady) =>
      ifOwn(() => {
        if (!isReady) return drop(0);
        const socket = deps.openSocket({
          onOpen: () => ifOwn(() => handleOpen(socket)),
          onText: (text) => ifOwn(() => handleText(text)),
          onClose: (code) => ifOwn(() => drop(code)),
        });
        phase = { kind: "connecting", since: clock.now(), socket };
      })
    );
  }

  function handleOpen(socket: SocketPort): void {
    phase = { kind: "open", since: clock.now(), socket };
    arm(lineTimes.pingMs, keepAlive);
    deps.onOpen();
  }

  function handleText(text: string): void {
    cancelSilence?.();
    cancelSilence = null;
    deps.onText(text);
  }

  function keepAlive(): void {
    arm(lineTimes.pingMs, keepAlive);
    // Where timers are late this comes before an earlier limit is over, and must not put it off.
    if (!cancelSilence) probe(lineTimes.pongMs);
  }

  /** Asks the server for a sign of life and gives it `limitMs`. */
  function probe(limitMs: number): void {
    const own = generation;
    cancelSilence?.();
    cancelSilence = afterRunning(clock, limitMs, () => own === generation && drop(0));
    deps.ping();
  }

  /** Asks with little patience; a socket that has only just opened is more likely slow than dead. */
  function suspect(limitMs: number): void {
    if (phase.kind !== "open") return;
    const isNew = clock.now() - phase.since < lineTimes.stableMs;
    probe(isNew ? lineTimes.pongMs : limitMs);
  }

  /** Ends the present socket for `code` and decides what is next. */
  function drop(code: number): void {
    if (phase.kind === "closed" || phase.kind === "idle") return;
    const { kind } = phase;
    const since = phase.kind === "open" ? phase.since : clock.now();
    release();
    if (isTerminal(code)) {
      phase = { kind: "closed" };
      return deps.onEnd(code);
    }
    phase = { kind: "waiting" };
    if (kind === "open" && clock.now() - since >= lineTimes.stableMs) attempt = 0;
    const isRestart = code === closeCodes.restart;
    const delay = isRestart
      ? restartDelay(deps.random())
      : reconnectDelay(attempt++, deps.random());
    arm(delay, connect);
    deps.onDown(code);
  }

  /** Lets go of the socket and of every timer. */
  function release(): void {
    generation++;
    cancel();
    cancelSilence?.();
    cancelSilence = null;
    if (phase.kind === "open" || phase.kind === "connecting") phase.socket?.close();
  }

  function handlePage(event: PageEvent): void {
    if (event === "pagehide") return;
    if (phase.kind === "open") return suspect(lineTimes.probeMs);
    const isStale = phase.kind === "connecting" &&
      clock.now() - phase.since >= lineTimes.staleConnectMs;
    if (phase.kind !== "waiting" && !isStale) return;
    release();
    attempt = 1;
    connect();
  }

  return {
    open() {
      if (phase.kind === "idle") connect();
    },
    send(text) {
      if (phase.kind !== "open") return false;
      phase.socket.send(text);
      return true;
    },
    isOpen: () => phase.kind === "open",
    reconnect: () => drop(0),
    check: () => suspect(lineTimes.checkMs),
    handlePage,
    close() {
      if (phase.kind === "closed") return;
      release();
      phase = { kind: "closed" };
    },
  };
}
