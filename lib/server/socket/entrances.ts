// How often somebody may try to get into a meeting (S7): by their address where they look for meetings,
// by who they are where they come and go, and by the meeting where its host has sent them away.

import { type ErrorId, rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import type { Drain } from "../admin.ts";
import type { EntryDoor } from "../entry.ts";
import type { Limits, Rate } from "../limits.ts";
import type { MemoryState } from "../memory.ts";
import type { Identity } from "../token.ts";

/** How often, by what for. */
export interface EntranceRates {
  /** Tries of one address that find nothing. */
  readonly lookUps: Rate;
  /** Joins of one user: each of them tells everybody the whole room. */
  readonly joins: Rate;
  /** Knocks of one user after a host said no. */
  readonly denied: Rate;
}

const usual: EntranceRates = {
  // All numbers take one address fourteen years.
  lookUps: { perSecond: 2, burst: 120 },
  joins: { perSecond: 0.5, burst: 20 },
  denied: { perSecond: 1 / 30, burst: 1 },
};
/** What is answered to a guess, of a number or of the token of a seat. */
const misses: ReadonlySet<ErrorId> = new Set(["MEETING_NOT_FOUND", "RESUME_FAILED"]);

/** Somebody at the door of a meeting. */
export interface Comer {
  readonly address: string;
  readonly subject: string;
  readonly roomId: string;
  /** What they have shown at the operator's door. */
  readonly entry: Identity["entry"];
}

export interface Entrances {
  /** Why somebody may not try now, or null. A join counts, whatever becomes of it. */
  refuse(comer: Comer, type: "JOIN_MEETING" | "RESUME_MEETING"): Promise<Refusal | null>;
  /** Takes note of why somebody was not let in. */
  noteRefusal(comer: Comer, error: ErrorId): void;
}

/** Makes the door's limits. */
export function createEntrances(
  { limits, memory, entry, drain }: {
    limits: Limits;
    memory: () => MemoryState;
    entry: EntryDoor;
    drain: Drain;
  },
  rates = usual,
): Entrances {
  const lookUps = limits.of("look-up", rates.lookUps);
  const joins = limits.of("join", rates.joins);
  const denied = limits.of("denied", rates.denied);
  const knockKey = ({ roomId, subject }: Comer) => `${roomId} ${subject}`;
  return {
    async refuse(comer, type) {
      const isJoin = type === "JOIN_MEETING";
      if (isJoin && (drain.isOn || memory() !== "ok")) return refusal("UNAVAILABLE");
      // Who comes back to a seat was let in to it.
      const closed = isJoin ? entry.refuseJoin(comer.entry, comer.roomId) : null;
      if (closed) return closed;
      const waitS = await lookUps.look(comer.address) ||
        (isJoin ? await denied.look(knockKey(comer)) || await joins.take(comer.subject) : 0);
      return waitS > 0 ? rateLimited(waitS) : null;
    },
    noteRefusal(comer, error) {
      if (misses.has(error)) void lookUps.charge(comer.address);
      if (error === "DENIED") void denied.charge(knockKey(comer));
    },
  };
}
