// This process's copy of one stored room: decides with the rules, stores against the version it knows,
// and catches up with the other servers. Every change comes out of it once, in order, whoever made it.

import { type ErrorId, type Refusal, refusal } from "../../shared/errors.ts";
import {
  applyChange,
  deliveriesOf,
  type Delivery,
  type Effect,
  reduceRoom,
  type Room,
  type RoomEvent,
} from "../../shared/room/mod.ts";
import type { Clock } from "../clock.ts";
import type { LogEntry, Store, StoredRoom } from "../stores/mod.ts";
import type { News } from "../webhooks/mod.ts";

/** What a stored change, our own or another server's, asks of the sockets here, and when it was made. */
export type Change = Pick<LogEntry, "deliveries" | "at">;

export type Verdict =
  /** Null where the event changed nothing. */
  | { readonly kind: "accepted"; readonly change: Change | null }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** The store failed: it is not known whether the event was stored. */
  | { readonly kind: "failed"; readonly error: unknown };

export interface ReplicaDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly news: News;
  /** Another server's change. */
  onChange(change: Change): void;
  /** The meeting is not in the store any more, and nobody said why. */
  onGone(): void;
  /** The store forgot changes that were already told: nobody's knowledge can be continued. */
  onRollback(): void;
}

export interface Replica {
  readonly room: Room;
  readonly version: number;
  /** Decides an event and stores what comes of it; the caller performs the change. One at a time. */
  execute(event: RoomEvent): Promise<Verdict>;
  /** Another server's change has arrived. */
  receive(entry: LogEntry): Promise<void>;
  /** Reads what others changed meanwhile. */
  catchUp(): Promise<void>;
}

/** How long a meeting is kept in which nobody is (R12). */
export const keepEmptyMs = 24 * 60 * 60 * 1_000;

/** When a meeting without people, or one that is about to begin, is to be deleted; in ms. */
export function expiryOf(meeting: { startTime: number }, now: number): number {
  return Math.max(now, meeting.startTime) + keepEmptyMs;
}

/** Makes the copy of a room as it was stored a moment ago. */
export function createReplica(stored: StoredRoom, deps: ReplicaDeps): Replica {
  const { store, clock, news } = deps;
  let { room, version } = stored;
  let isOver = false;
  /** Number of the last broadcast that anybody here was told. */
  let shownSeq = 0;
  const { id } = room.meeting;

  function accept(entry: LogEntry): void {
    version = entry.version;
    isOver = entry.change === null;
    room = entry.change ? applyChange(room, entry.change) : emptied(room, entry.deliveries);
    shownSeq = room.seq;
    deps.onChange(entry);
  }

  async function catchUp(): Promise<void> {
    const entries = await store.since(id, version);
    if (entries) return entries.forEach(accept);
    const stored = await store.load(id);
    if (!stored) {
      isOver = true;
      return deps.onGone();
    }
    if (stored.version === version) return;
    ({ room, version } = stored);
    if (room.seq < shownSeq) await renumber();
    // Too far behind, or too far ahead, to say what happened: everybody here asks anew.
    deps.onRollback();
  }

  /** The store lost what was told already: nobody is to take other broadcasts for those. */
  async function renumber(): Promise<void> {
    const verdict = await execute({ type: "renumber", seq: shownSeq });
    if (verdict.kind !== "failed") return;
    // Read it again later, with all that follows.
    version = -1;
    throw verdict.error;
  }

  async function execute(event: RoomEvent): Promise<Verdict> {
    for (;;) {
      if (isOver) return refuse("MEETING_NOT_FOUND");
      const [next, effects] = reduceRoom(room, event);
      const refused = effects.find((effect) => effect.type === "refuse");
      if (refused) return { kind: "refused", refusal: refused.refusal };
      if (next === room && effects.length === 0) return { kind: "accepted", change: null };
      try {
        const result = await commit(next, effects);
        if (result !== "stale") return result;
        await catchUp();
      } catch (error) {
        return { kind: "failed", error };
      }
    }
  }

  async function commit(next: Room, effects: readonly Effect[]): Promise<Verdict | "stale"> {
    const at = clock.now();
    const isEnd = effects.some((effect) => effect.type === "erase");
    const isEmpty = next.participants.length === 0 && next.waiting.length === 0;
    const result = await store.commit({
      version,
      before: room,
      after: isEnd ? null : next,
      effects,
      at,
      expiresAt: isEmpty ? expiryOf(next.meeting, at) : null,
      letters: news.ofChange(room, isEnd ? null : next, at),
    });
    switch (result) {
      case "stored": {
        version += 1;
        room = next;
        isOver = isEnd;
        shownSeq = room.seq;
        return { kind: "accepted", change: { deliveries: deliveriesOf(effects), at } };
      }
      case "gone":
        isOver = true;
        deps.onGone();
        return refuse("MEETING_NOT_FOUND");
      case "fenced":
        return refuse("UNAVAILABLE");
      case "stale":
        return result;
      default:
        return result satisfies never;
    }
  }

  return {
    get room() {
      return room;
    },
    get version() {
      return version;
    },
    execute,
    async receive(entry) {
      if (entry.version <= version) return;
      if (entry.version === version + 1) accept(entry);
      else await catchUp();
    },
    catchUp,
  };
}

function refuse(error: ErrorId): Verdict {
  return { kind: "refused", refusal: refusal(error) };
}

/** A meeting that is over, as far as it matters to those who are still connected. */
function emptied(room: Room, deliveries: readonly Delivery[]): Room {
  const last = deliveries.findLast((delivery) => delivery.type === "broadcast");
  const seq = last?.message.seq ?? room.seq;
  return { ...room, participants: [], waiting: [], seq };
}

/** Seats whose socket is at the server `node`. */
export function countHere({ room }: StoredRoom, node: string): number {
  return room.participants.filter(({ presence }) =>
    presence.kind === "here" && presence.node === node
  ).length;
}
