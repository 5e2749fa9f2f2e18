// How fast one socket may speak (S7): all that it sends, and by kind what others have to read or what
// makes them be told the whole room.

import type { ClientMessage } from "../../shared/protocol/mod.ts";
import type { Clock } from "../clock.ts";
import { type Bucket, createBucket } from "../limits.ts";

/** Refusals in a row that end the session; one is forgotten after so many ms without another. */
const strikes = { max: 3, forgottenMs: 10_000 } as const;
/** Seconds of the sustained rate that may come at once. */
const burstSeconds = 4;
/** Chat may be this part of it. */
const chatShare = 6;
/** Changes of name, avatar or role, each of which tells everybody the whole room. */
const profileRate = { perSecond: 0.5, burst: 10 } as const;

export interface Rates {
  /** What every frame takes from. */
  readonly all: Bucket;
  /** What a message of its kind takes from besides, if anything. */
  of(message: ClientMessage): Bucket | null;
  /** Takes from a bucket: null where there was enough, else how long to wait, and if it was refused often. */
  take(bucket: Bucket): { waitS: number; isTooOften: boolean } | null;
}

/** Makes the rates of a socket that may send `perSecond` frames. */
export function createRates(perSecond: number, clock: Clock): Rates {
  const chatPerSecond = perSecond / chatShare;
  const all = createBucket({ perSecond, burst: perSecond * burstSeconds }, clock);
  const chat = createBucket({ perSecond: chatPerSecond, burst: Math.max(1, chatPerSecond) }, clock);
  const profile = createBucket(profileRate, clock);
  let refusals = 0;
  let refusedAt = 0;
  return {
    all,
    of(message) {
      if (message.type === "CHAT") return chat;
      if (message.type !== "UPDATE_USER_STATE") return null;
      const { name, avatar, role } = message.participant_diff;
      return name !== undefined || avatar !== undefined || role !== undefined ? profile : null;
    },
    take(bucket) {
      const waitS = bucket.take();
      if (waitS === 0) return null;
      const now = clock.now();
      refusals = now - refusedAt < strikes.forgottenMs ? refusals + 1 : 1;
      refusedAt = now;
      return { waitS, isTooOften: refusals >= strikes.max };
    },
  };
}
