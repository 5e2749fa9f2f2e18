// Limits that all servers on one Redis count together, so that nobody has the budget once more on each of
// them. Counted here as well: what is spent here is refused without a word to Redis, and while that is out
// of reach, this is what holds. Knows nothing of what is limited.

import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Clock } from "../../clock.ts";
import { hmacBase64Url } from "../../crypto.ts";
import { createLimiter, type Limits } from "../../limits.ts";
import { connectRedis } from "./client.ts";

/** Nobody at the door waits longer than this for Redis to count. */
const limitMs = 300;
/** A Redis that was late is not asked for so long. */
const pauseMs = 5_000;
/** Letters of the name under which somebody is counted. */
const keyLength = 22;

interface Deps {
  /** Makes names of addresses and subjects that tell nothing of them. */
  readonly secret: string;
  readonly clock: Clock;
}

/** Connects to the Redis at `url`, by a connection for this alone. */
export function openRedisLimits(url: string, { secret, clock }: Deps): Limits {
  // The store has a connection to the same Redis, and says what is wrong with it.
  const { client, close } = connectRedis(url, { onDown() {} });
  const nameSecret = hmacBase64Url(secret, "limits");
  const nameOf = (key: string) => hmacBase64Url(nameSecret, key).slice(0, keyLength);

  let pausedUntil = 0;

  /** How long to wait, as Redis says; 0 where it says nothing in time. */
  async function ask(work: () => Promise<number>): Promise<number> {
    if (!client.isReady || clock.now() < pausedUntil) return 0;
    const { promise: late, resolve } = Promise.withResolvers<number>();
    const timer = setTimeout(() => {
      pausedUntil = clock.now() + pauseMs;
      resolve(0);
    }, limitMs);
    try {
      return await Promise.race([late, work().catch(() => 0)]);
    } finally {
      clearTimeout(timer);
    }
  }

  const tell = (work: () => Promise<unknown>) => ask(() => work().then(() => 0));

  return {
    of(name, rate) {
      const { perSecond, burst } = rate;
      const local = createLimiter(rate, clock);
      // A window instead of a bucket: the same number in the same time.
      const shared = new RateLimiterRedis({
        storeClient: client,
        useRedisPackage: true,
        keyPrefix: `conflux:limit:${name}`,
        points: burst,
        duration: Math.ceil(burst / perSecond),
      });
      return {
        async take(key) {
          return local.take(key) || await ask(async () => {
            const refused = await shared.consume(nameOf(key)).then(() => null, refusalOf);
            return refused ? refused.msBeforeNext / 1_000 : 0;
          });
        },
        async give(key) {
          local.give(key);
          await tell(() => shared.reward(nameOf(key)));
        },
        async look(key) {
          return local.look(key) || await ask(async () => {
            const result = await shared.get(nameOf(key));
            return result && result.consumedPoints >= burst ? result.msBeforeNext / 1_000 : 0;
          });
        },
        async charge(key) {
          local.charge(key);
          await tell(() => shared.penalty(nameOf(key)));
        },
      };
    },
    close: () => Promise.resolve(close()),
  };
}

/** A refusal comes as a rejection, beside errors that are none. */
function refusalOf(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}
