// What a browser remembers of a seat in a meeting, so that a page that was reloaded takes it back (R10)
// and one that was closed and opened anew is no stranger. Knows no server; what it reads it parses.
//
// A tab that is duplicated takes a copy of its record along. So each page holds a lock named after its
// seat: whoever cannot have the lock is the copy.

import * as z from "zod/mini";
import { readJson } from "../json.ts";
import type { Env } from "../ports.ts";

const Devices = z.object({ mic: z.boolean(), camera: z.boolean() });
const SeatRecord = z.object({
  meetingId: z.string(),
  muid: z.uuid(),
  resumeToken: z.string(),
  name: z.string(),
  /** What the person had switched on. */
  wanted: Devices,
  /** What the server says was on: where it says less after the reload, a host switched it off. */
  told: Devices,
  /** The kind of relay that worked last, as in peer/ice.ts: 0 is the first. */
  rung: z._default(z.int(), 0),
});
export type SeatRecord = z.infer<typeof SeatRecord>;

const StoredRecord = z.extend(SeatRecord, { writtenAt: z.number() });
const StoredMuid = z.pick(SeatRecord, { meetingId: true, muid: true });

export interface SeatMemory {
  /** The seat this tab had a moment ago; null where there was none or another tab has it. */
  takeBack(meetingId: string): Promise<SeatRecord | null>;
  /** Looks, for `newMuid`, whether another page of this browser went without leaving the meeting. */
  lookForOld(meetingId: string): void;
  /** The muid to join with: that of a seat left behind, or one nobody had. */
  newMuid(): string;
  write(record: SeatRecord): void;
  /** This seat is given up. */
  forget(muid: string): void;
}

const tabKey = "conflux.seat";
const browserKey = "conflux.lastSeat";
/** As long as a server keeps a seat (R1): what is older comes from a tab that was away for good. */
export const recordLifeMs = 30_000;
/** A page that is just being unloaded lets go of its lock within milliseconds. */
const lockLimitMs = 1_000;

/** Makes the memory of one page. */
export function createSeatMemory(
  env: Pick<Env, "clock" | "storage" | "tabStorage" | "holdLock" | "uuid">,
): SeatMemory {
  const { clock, storage, tabStorage } = env;
  const locks = new Map<string, Promise<boolean | null>>();
  let oldMuid: string | null = null;

  /** A lock is asked for once: our own second request would wait for our first. */
  function hold(muid: string): Promise<boolean | null> {
    const asked = locks.get(muid) ?? env.holdLock(`${tabKey}.${muid}`, lockLimitMs);
    locks.set(muid, asked);
    return asked;
  }

  return {
    async takeBack(meetingId) {
      const { data } = StoredRecord.safeParse(readJson(tabStorage.get(tabKey)));
      if (data?.meetingId !== meetingId) return null;
      // The clock may have been set meanwhile: a record of the future is none either.
      if (Math.abs(clock.now() - data.writtenAt) > recordLifeMs) return null;
      return await hold(data.muid) === false ? null : data;
    },
    lookForOld(meetingId) {
      const { data } = StoredMuid.safeParse(readJson(storage.get(browserKey)));
      if (data?.meetingId !== meetingId) return;
      void hold(data.muid).then((isOurs) => {
        // Without locks it may as well be the seat of a tab that is open.
        if (isOurs === true) oldMuid = data.muid;
      });
    },
    newMuid() {
      const muid = oldMuid ?? env.uuid();
      void hold(muid);
      return muid;
    },
    write(record) {
      const { meetingId, muid } = record;
      tabStorage.set(tabKey, JSON.stringify({ ...record, writtenAt: clock.now() }));
      storage.set(browserKey, JSON.stringify({ meetingId, muid }));
    },
    forget(muid) {
      tabStorage.remove(tabKey);
      const { data } = StoredMuid.safeParse(readJson(storage.get(browserKey)));
      // The last seat may be that of another tab by now.
      if (data?.muid === muid) storage.remove(browserKey);
    },
  };
}
