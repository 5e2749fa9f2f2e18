// Rate limits as token buckets, alone or one per key, of this process; and what a limit is to those who hold
// to it, whoever else counts along. Knows nothing of what is limited.

import type { Clock } from "./clock.ts";

/** A limit of `perSecond` on average, with bursts of up to `burst`. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Bucket {
  /** Takes one token: 0 where there was one, else the seconds until there is. */
  take(): number;
  /** Gives one back, for a try that turned out not to count. */
  give(): void;
  /** The seconds until there is a token, without taking it; 0 where there is one. */
  look(): number;
  /** Takes one for what turned out to count, also on credit: many may have been under way. */
  charge(): void;
  /** True where the bucket is as a new one would be. */
  isFull(): boolean;
}

/** Makes a full bucket. */
export function createBucket({ perSecond, burst }: Rate, clock: Clock): Bucket {
  let tokens = burst;
  let at = clock.now();
  const refill = () => {
    const now = clock.now();
    // A clock that is set back takes nothing from anybody.
    const elapsedMs = Math.max(0, now - at);
    tokens = Math.min(burst, tokens + (elapsedMs / 1_000) * perSecond);
    at = now;
  };
  return {
    take() {
      refill();
      if (tokens < 1) return (1 - tokens) / perSecond;
      tokens -= 1;
      return 0;
    },
    give() {
      tokens = Math.min(burst, tokens + 1);
    },
    look() {
      refill();
      return tokens < 1 ? (1 - tokens) / perSecond : 0;
    },
    charge() {
      refill();
      tokens -= 1;
    },
    isFull() {
      refill();
      return tokens >= burst;
    },
  };
}

/** Buckets of this process, one per key. */
export interface LocalLimiter {
  /** As {@linkcode Bucket.take}, of the bucket of `key`. */
  take(key: string): number;
  give(key: string): void;
  look(key: string): number;
  charge(key: string): void;
  /** Keys held in memory. */
  readonly size: number;
}

/** Above this many keys, those whose buckets are full again are forgotten. */
const pruneAbove = 10_000;

/** The same where somebody else may count along, so that answers take their time; none ever rejects. */
export interface Limiter {
  take(key: string): Promise<number>;
  give(key: string): Promise<void>;
  look(key: string): Promise<number>;
  charge(key: string): Promise<void>;
}

/** The limits of a server. */
export interface Limits {
  /** The limit of that name; it is the same for all servers that count together. */
  of(name: string, rate: Rate): Limiter;
  close(): Promise<void>;
}

/** Limits that this process counts by itself. */
export function createLocalLimits(clock: Clock): Limits {
  return {
    of(_name, rate) {
      const limiter = createLimiter(rate, clock);
      return {
        take: (key) => Promise.resolve(limiter.take(key)),
        give: (key) => Promise.resolve(limiter.give(key)),
        look: (key) => Promise.resolve(limiter.look(key)),
        charge: (key) => Promise.resolve(limiter.charge(key)),
      };
    },
    close: () => Promise.resolve(),
  };
}

/** Makes a limiter with one bucket per key. */
export function createLimiter(rate: Rate, clock: Clock): LocalLimiter {
  const buckets = new Map<string, Bucket>();
  let pruneAt = pruneAbove;
  const prune = () => {
    for (const [key, bucket] of buckets) if (bucket.isFull()) buckets.delete(key);
    pruneAt = Math.max(pruneAbove, buckets.size * 2);
  };
  const bucketOf = (key: string) => {
    const bucket = buckets.get(key) ?? createBucket(rate, clock);
    buckets.set(key, bucket);
    if (buckets.size > pruneAt) prune();
    return bucket;
  };
  return {
    take: (key) => bucketOf(key).take(),
    give: (key) => buckets.get(key)?.give(),
    look: (key) => buckets.get(key)?.look() ?? 0,
    charge: (key) => bucketOf(key).charge(),
    get size() {
      return buckets.size;
    },
  };
}
