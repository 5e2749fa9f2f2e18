// Carries letters from the store to the operator's URL, in order, each until it is taken or a day old. One
// server of several does it at a time. A receiver that is away costs no room anything.

import type { Clock } from "../clock.ts";
import type { WebhookConfig } from "../config.ts";
import { describeError, type Log } from "../log.ts";
import type { Metrics } from "../metrics/mod.ts";
import type { Letter, Outbox } from "../stores/mod.ts";
import { signedHeaders } from "./signature.ts";

/** After a letter is written it is looked for this soon, in ms. */
const soonMs = 50;
/** Letters that other servers wrote are looked for this often. */
const lookMs = 2_000;
/** How long after each try in vain the next one comes; the last for all that follow. */
const retryMs = [1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000];
/** Nobody wants to hear of it after that. */
const keepMs = 24 * 60 * 60 * 1_000;
/** How long a receiver may take. */
const answerMs = 10_000;
const atOnce = 20;
/** How long what was taken is carried without asking again; less than any store holds a turn. */
const turnMs = 4_000;

export interface Courier {
  /** There may be something to carry. */
  wake(): void;
  /** Ends when what is under way has ended. */
  close(): Promise<void>;
}

interface Deps {
  readonly outbox: Outbox;
  readonly config: WebhookConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "noteWebhook">;
  readonly send?: typeof fetch;
}

/** Makes the courier, and sets out. */
export function createCourier(
  { outbox, config, clock, log, metrics, send = fetch }: Deps,
): Courier {
  const ending = new AbortController();
  let vain = 0;
  let round: Promise<void> | null = null;
  let cancel = clock.after(soonMs, start);
  /** Whether the timer that is set is for a try after one in vain. */
  let isPatient = false;

  function plan(delayMs: number): void {
    cancel();
    if (!ending.signal.aborted) cancel = clock.after(delayMs, start);
  }

  function start(): void {
    round ??= carry().catch((error) => {
      log({ event: "store_failed", operation: "outbox", error: describeError(error) });
      return lookMs;
    }).then((delayMs) => {
      round = null;
      plan(delayMs);
    });
  }

  /** Carries what there is; gives back how long to wait then. */
  async function carry(): Promise<number> {
    const letters = await outbox.take(atOnce);
    const takenAt = clock.now();
    for (const letter of letters) {
      // Whose turn it is has to be asked again before another server takes it over.
      if (ending.signal.aborted || clock.now() - takenAt > turnMs) return 0;
      if (clock.now() - letter.at > keepMs) metrics.noteWebhook("given_up");
      else if (!await deliver(letter)) {
        isPatient = true;
        return retryMs[Math.min(vain++, retryMs.length - 1)] ?? lookMs;
      }
      await outbox.drop(letter.id);
      vain = 0;
    }
    isPatient = false;
    return letters.length === atOnce ? 0 : lookMs;
  }

  /** True where the receiver took it. */
  async function deliver(letter: Letter): Promise<boolean> {
    const { url, secret } = config;
    let why: string;
    try {
      const answer = await send(url, {
        method: "POST",
        headers: signedHeaders(letter, { secret, now: clock.now() }),
        body: letter.body,
        // To where it was set up for, and nowhere else.
        redirect: "manual",
        signal: AbortSignal.any([AbortSignal.timeout(answerMs), ending.signal]),
      });
      await answer.body?.cancel();
      metrics.noteWebhook(answer.ok ? "delivered" : "failed");
      if (answer.ok) return true;
      why = `status ${answer.status}`;
    } catch (error) {
      if (ending.signal.aborted) return false;
      metrics.noteWebhook("failed");
      why = describeError(error);
    }
    log({ event: "webhook_failed", error: why });
    return false;
  }

  return {
    wake() {
      if (!round && !isPatient) plan(soonMs);
    },
    async close() {
      ending.abort();
      cancel();
      await round;
      await outbox.release().catch(() => {
        // It is out of reach, and another server takes its turn a little later.
      });
    },
  };
}
