// When to repair the path to one participant, and how hard (P19, R11): restart ICE, rebuild the
// connection, or admit that there is no path. Decides only; the link does it. Knows no WebRTC object.

import type { LinkState, Path, Recovery, RecoveryDeps } from "./recovery_api.ts";
import { createSilence } from "./silence.ts";

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
  /** An offer of the other side is here by then, if it noticed the same. */
  politeMs: 500,
  /** Who has heard an offer lets the other side be first with the next one, too. */
  yieldMs: 1_000,
  offlineMs: 1_000,
} as const;
const maxRestarts = 4;
/** As often a connection is replaced that failed while it was to repair another. */
const maxReplacements = 8;
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
  let replacements = 0;
  let wasConnected = false;
  /** A path was looked for at some time. */
  let isLooking = false;
  let refusedAt = -Infinity;
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
    replacements = 0;
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
   * what it has, so that is done only where other relays are left to try. While the other side has not
   * spoken no relay is to blame.
   */
  function firstStep(): void {
    if (restarts < maxFirstRestarts) {
      restarts++;
      arm(times.firstRestartMs, step);
      if (deps.isNegotiated() && deps.widen()) deps.restart();
      else deps.nudge();
    } else if (!hasRebuilt) {
      hasRebuilt = true;
      arm(times.firstRebuildMs, step);
      if (deps.isNegotiated() && deps.widen()) deps.rebuild();
      else deps.nudge();
    } else {
      arm(times.quietMs, tryQuietly);
      enter("failed");
    }
  }

  /** In its place one that looks for a path as long again: so the path is found as soon as there is one. */
  function replaceFailed(): void {
    if (!deps.canSignal()) return arm(times.offlineMs, step);
    replacements++;
    arm(times.connectMs, step);
    deps.rebuild();
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

  /** Both ends see most troubles at once, and two restarts at once are what browsers do worst. */
  const pauseMs = () => deps.isPolite() ? times.politeMs : 0;
  const inTurn = (task: () => void) => pauseMs() > 0 ? arm(pauseMs(), task) : task();

  function handlePath(path: Path): void {
    if (phase === "closed") return;
    const isUp = phase === "connected" || phase === "shaky";
    if (path === "connecting" && !isLooking) {
      isLooking = true;
      // However late the other side spoke: the first path has its time from here on.
      if (phase === "connecting" || (phase === "recovering" && !wasConnected)) {
        forgetTries();
        arm(times.firstMs, step);
      }
    }
    if (path === "connected") {
      if (phase === "recovering") deps.listen();
      cancel();
      forgetTries();
      wasConnected = true;
      enter("connected");
      if (!deps.isSettled()) watchRestart();
    } else if (path === "failed") {
      const isBeyondRepair = !deps.canRevive() && replacements < maxReplacements;
      if (phase === "connecting") step();
      else if (isUp || (phase === "recovering" && wasConnected && isBeyondRepair)) {
        enter("recovering");
        inTurn(isBeyondRepair ? replaceFailed : step);
      }
    } else if (phase === "connected") {
      phase = "shaky";
      arm((path === "disconnected" ? times.disconnectedMs : times.restartMs) + pauseMs(), step);
    }
  }

  /** On a path that works: nobody is to notice, unless the restart gets stuck. */
  function restartInPassing(): void {
    watchRestart();
    deps.restart();
  }

  function watchRestart(): void {
    arm(times.restartMs, () => {
      if (deps.isSettled()) return;
      if (deps.canSignal()) step();
      else watchRestart();
    });
  }

  const silence = createSilence({
    clock,
    isPolite: deps.isPolite,
    restart: restartInPassing,
    rebuild: deps.rebuild,
  });

  return {
    begin() {
      if (phase === "connecting") arm(times.firstMs, step);
    },
    handlePath,
    handleNetworkChange() {
      if (phase === "recovering" || phase === "failed") startOver();
      else if (phase === "connecting") deps.restart();
      else if (phase === "connected" && deps.isPolite()) arm(times.politeMs, restartInPassing);
      else if (phase === "connected") restartInPassing();
      else if (phase === "shaky" && deps.isPolite()) arm(times.politeMs, step);
      else if (phase === "shaky") step();
    },
    handleRenewal() {
      if (phase === "connected") restartInPassing();
      else if (phase !== "closed") deps.restart();
    },
    handleOffer() {
      // The repair is theirs, and has its time.
      silence.wait();
      if (phase === "connected") watchRestart();
      else if (phase === "shaky" || (phase === "recovering" && wasConnected)) {
        arm(times.restartMs + times.yieldMs, step);
      }
    },
    handleMedia(isFlowing) {
      if (isFlowing) silence.end();
      else if (phase === "connected" && deps.canSignal()) silence.notice();
    },
    handleDeaf() {
      if (phase === "connected" && deps.canSignal()) silence.skipRestart();
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
    handleRefused() {
      const now = clock.now();
      if (phase === "closed" || now - refusedAt < times.restartMs) return false;
      refusedAt = now;
      arm(wasConnected ? times.connectMs : times.firstRebuildMs, step);
      enter("recovering");
      return true;
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
