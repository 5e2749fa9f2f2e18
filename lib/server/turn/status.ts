// Whether TURN works, as far as this server can tell: asks at start-up, and again while it does not, so
// that a coturn that starts after the app is noticed. The asking itself is check.ts.

import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { TurnVerdict } from "./check.ts";

export interface TurnStatus {
  /** The last answers, one per URL; null while the first are awaited, empty without TURN. */
  readonly verdicts: readonly TurnVerdict[] | null;
  close(): void;
}

/** Between two self-tests of a TURN that does not work. */
const retryMs = 30_000;

/** Starts the self-test; `check` never rejects. */
export function createTurnStatus(
  deps: { check: () => Promise<readonly TurnVerdict[]>; clock: Clock; log: Log },
): TurnStatus {
  const { clock, log } = deps;
  let verdicts: readonly TurnVerdict[] | null = null;
  let isClosed = false;
  let cancel = () => {};

  async function run(): Promise<void> {
    const before = verdicts;
    const now = await deps.check();
    if (isClosed) return;
    verdicts = now;
    for (const { url, kind, ok, sentence } of now) {
      // Said once, and again when it changes.
      if (before?.find((one) => one.url === url)?.kind === kind) continue;
      log({ event: "turn_check", url, ok, verdict: sentence });
    }
    if (now.some((one) => !one.ok)) cancel = clock.after(retryMs, () => void run());
  }

  void run();
  return {
    get verdicts() {
      return verdicts;
    },
    close() {
      isClosed = true;
      cancel();
    },
  };
}
