// When to repair the path to one participant, and how hard (P19, R11): restart ICE, rebuild the
// connection, or admit that there is no path. Decides only; the link does it. Knows no WebRTC object.

import type { Clock } from "../ports.ts";

/** How the media path to one participant is. */
export type LinkState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  /** It was connected, or should be by now; the engine is repairing it by itself. */
  | { readonly kind: "recovering" }
  /** No path was found; `retry()` of the participant tries again. */
  | { readonly kind: "failed" };

/** What the connection says of itself, the worse of its ICE and its DTLS state. */
export type Path = "connecting" | "connected" | "disconnected" | "failed";

export interface RecoveryDeps {
  readonly clock: Clock;
  /** Restarts ICE, or asks again where an offer is still unanswered. */
  restart(): void;
  /** Replaces the connection and offers anew. */
  rebuild(): void;
  /** No path was found so far: the next try is to use other relays. False where there are none. */
  widen(): boolean;
  /** Says again what the other side has not answered; else leaves the connection to itself. */
  nudge(): void;
  /** False while the other side cannot be told anything: then trying uses up no tries. */
  canSignal(): boolean;
  onState(state: LinkState): void;
}

export interface Recovery {
  /** The connection is being made; after 5 s it is helped along. */
  begin(): void;
  handlePath(path: Path): void;
  /** The machine is on another network, or on one again. */
  handleNetworkChange(): void;
  /** The other side can be told things again. */
  handleReachable(): void;
  /** The other side has replaced its connection, and we ours. */
  handleReplaced(): void;
  /** Starts over by a new connection. */
  retry(): void;
  close(): void;
}

export const recoveryTimes = {
  /** A first path is there in less than a second, or needs another kind of relay. */
  firstMs: 5_000,
  firstRestartMs: 6_000,
  /** 18 s after the beginning the person is told, before they ask. */
  firstRebuildMs: 7_000,
  connectMs: 15_000,
  disconnectedMs: 3_000,
  restartMs: 5_000,
  /** Where there is no path, a quiet try now and then finds the one that comes back. */
  quietMs: 30_000,
  offlineMs: 1_000,
} as const;
const maxRestarts = 4;
/** A path that never was is more likely found by a new connection than by the same one. */
const maxFirstRestarts = 1;

type Phase = LinkState["kind"] | "shaky" | "closed";

/** Makes the recovery of one link; nothing happens before `begin()`. */
export function createRecovery(deps: RecoveryDeps): Recovery {
  const { clock } = deps;
  const times = recoveryTimes;
  let phase: Phase = "connecting";
  /** What the outside knows; a shaky path is none of its business yet. */
  let told: LinkState["kind"] = "connecting";
  let restarts = 0;
  let hasRebuilt = false;
  let wasConnected = false;
  let cancel = () => {};

  function arm(delayMs: number, task: () => void): void {
    cancel();
    cancel = clock.after(delayMs, task);
  }

  function enter(next: LinkState["kind"]): void {
    phase = next;
    // To the person a path that never was is not being repaired: it is still being made.
    const isFirst = next === "recovering" && told === "connecting";
    const tell = isFirst ? "connecting" : next;
    if (told === tell) return;
    told = tell;
    deps.onState({ kind: tell });
  }

  function forgetTries(): void {
    restarts = 0;
    hasRebuilt = false;
  }

  /** The next try, harder than the last. */
  function step(): void {
    enter("recovering");
    if (!deps.canSignal()) return arm(times.offlineMs, step);
    if (!wasConnected) return firstStep();
    if (restarts < maxRestarts) {
      restarts++;
      arm(times.restartMs, step);
      deps.restart();
    } else if (!hasRebuilt) {
      hasRebuilt = true;
      arm(times.connectMs, step);
      deps.widen();
      deps.rebuild();
    } else {
      arm(times.quietMs, tryQuietly);
      enter("failed");
    }
  }

  /**
   * A path that never was may only be slow, on a busy machine or a bad line: beginning anew would undo
   * what it has, so that is done only where other relays are left to try.
   */
  function firstStep(): void {
    if (restarts < maxFirstRestarts) {
      restarts++;
      arm(times.firstRestartMs, step);
      if (deps.widen()) deps.restart();
      else deps.nudge();
    } else if (!hasRebuilt) {
      hasRebuilt = true;
      arm(times.firstRebuildMs, step);
      if (deps.widen()) deps.rebuild();
      else deps.nudge();
    } else {
      arm(times.quietMs, tryQuietly);
      enter("failed");
    }
  }

  function startOver(): void {
    forgetTries();
    step();
  }

  function tryQuietly(): void {
    arm(times.quietMs, tryQuietly);
    if (!deps.canSignal()) return;
    deps.widen();
    deps.rebuild();
  }

  function handlePath(path: Path): void {
    if (phase === "closed") return;
    const isUp = phase === "connected" || phase === "shaky";
    if (path === "connected") {
      cancel();
      forgetTries();
      wasConnected = true;
      enter("connected");
    } else if (path === "failed" && (isUp || phase === "connecting")) {
      step();
    } else if (phase === "connected" && path !== "failed") {
      phase = "shaky";
      arm(path === "disconnected" ? times.disconnectedMs : times.restartMs, step);
    }
  }

  return {
    begin() {
      if (phase === "connecting") arm(times.firstMs, step);
    },
    handlePath,
    handleNetworkChange() {
      if (phase === "recovering" || phase === "failed") startOver();
      else if (phase !== "closed") deps.restart();
    },
    handleReachable() {
      if (phase === "recovering" || phase === "failed") startOver();
    },
    handleReplaced() {
      // A first path has its 18 s, however often the other side begins anew.
      if (phase === "closed" || !wasConnected) return;
      arm(times.connectMs, step);
      enter("recovering");
    },
    retry() {
      if (phase === "closed" || phase === "connected") return;
      forgetTries();
      arm(times.firstMs, step);
      enter("recovering");
      deps.widen();
      deps.rebuild();
    },
    close() {
      cancel();
      phase = "closed";
    },
  };
}
