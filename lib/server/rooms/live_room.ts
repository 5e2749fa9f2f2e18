// One room as far as its people are on this server: one event at a time goes through the replica, who
// asked is answered, and what comes out is delivered. Knows no wire format of requests and replies.

import { rateLimited, refusal } from "../../shared/errors.ts";
import { closeCodes } from "../../shared/protocol/mod.ts";
import { findParticipant, type RoomEvent, roomInfo, standingOf } from "../../shared/room/mod.ts";
import type { Bus, Store, StoredRoom } from "../stores/mod.ts";
import type { Clock } from "../clock.ts";
import { createEventBuffer } from "./event_buffer.ts";
import { describeError, type Log } from "../log.ts";
import type { Entrance, Entrant, LiveRoom, Outcome, Respond, Seat } from "./membership.ts";
import { createRoomDelivery } from "./delivery.ts";
import { logRoomEvent } from "./event_log.ts";
import { type Change, createReplica } from "./replica.ts";
import { createSeating } from "./seating.ts";
import { createTaskQueue } from "./task_queue.ts";
import type { News } from "../webhooks/mod.ts";

interface Deps {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News;
  readonly graceMs: number;
  onClosed(): void;
}

/** Whose page is gone is back by then, or was closed: the others do not look at a still picture for longer. */
const reloadMs = 6_000;
/** What the server owes the room is tried again after this long, while the store fails. */
const retryMs = 1_000;

/** Makes the live room of a stored one; it closes itself when the last one here is gone. */
export function createLiveRoom(stored: StoredRoom, deps: Deps): LiveRoom {
  const { bus, clock, log, graceMs } = deps;
  const { id } = stored.room.meeting;
  const queue = createTaskQueue(closeWhenEmpty);
  const retries = new Map<() => void, () => void>();
  let isClosed = false;
  const history = createEventBuffer(clock);
  const seats = createSeating({
    clock,
    graceOver: (muid, until) => owe({ type: "expire", muid, until }),
    start: () => owe({ type: "open", now: clock.now() }),
  });
  const replica = createReplica(stored, {
    ...deps,
    onChange: deliver,
    onGone: () => delivery.closeAll(closeCodes.restart),
    onRollback() {
      history.skipTo(replica.room.seq);
      // They come back, and are told the room as it is.
      delivery.closeAll(closeCodes.restart);
      follow();
    },
  });
  const delivery = createRoomDelivery({
    seats,
    history,
    room: () => replica.room,
    admitted: (muid, sitter) => seated(muid, sitter, null),
  });
  delivery.remember(stored.recent);
  history.skipTo(stored.room.seq);
  follow();

  function closeWhenEmpty(): void {
    if (isClosed || !seats.isEmpty || retries.size > 0) return;
    isClosed = true;
    queue.close();
    deps.onClosed();
  }

  /**
   * Runs an event through the rules and answers it before anybody else hears of it. False where the
   * store failed, so that it may have to be tried again.
   */
  async function run(event: RoomEvent, respond: Respond, entrance?: Entrance): Promise<boolean> {
    try {
      const verdict = await replica.execute(event);
      if (verdict.kind === "refused") respond(verdict);
      else if (verdict.kind === "failed") {
        logFailure(event.type, verdict.error);
        respond(unavailable);
        retry(room.sync);
        return false;
      } else {
        logRoomEvent(log, replica.room, event);
        if (entrance) takeSeat(entrance, respond);
        else respond({ kind: "done" });
        if (verdict.change) deliver(verdict.change);
      }
    } catch (error) {
      // Only a bug throws: it is to cost one event, not the room or the process.
      log({ event: "request_failed", path: "/peer_signal", error: describeError(error) });
      respond({ kind: "refused", refusal: refusal("INTERNAL") });
    }
    return true;
  }

  function logFailure(operation: string, error: unknown): void {
    log({ event: "store_failed", operation, error: describeError(error) });
  }

  /** What has to happen sooner or later, whoever asks and whatever the store says now. */
  function owe(event: RoomEvent): void {
    queue.add(async () => {
      if (!await run(event, () => {})) retry(() => owe(event));
    });
  }

  function retry(task: () => void): void {
    if (retries.has(task)) return;
    const again = () => {
      retries.delete(task);
      task();
    };
    retries.set(task, clock.after(retryMs, again));
  }

  function takeSeat({ entrant, lastSeq }: Entrance, respond: Respond): void {
    const { participants, waiting } = replica.room;
    const { resumeHash, member } = entrant;
    const muid = participants.find((one) => one.resumeHash === resumeHash)?.info.muid;
    const waitingMuid = waiting.find(({ hold }) => hold.resumeHash === resumeHash)?.user.muid;
    const own = muid ?? waitingMuid;
    if (!own) return respond({ kind: "refused", refusal: refusal("INTERNAL") });
    seats.bind(own, entrant)?.member.close(closeCodes.takenOver);
    if (muid === undefined) return respond({ kind: "waiting", seat: seatOf(own, resumeHash) });
    const missed = history.since(lastSeq);
    respond(seated(muid, entrant, missed ? lastSeq : null));
    missed?.forEach(member.sendBroadcast);
  }

  function seatOf(muid: string, resumeHash: string): Seat {
    return { room, muid, resumeHash, replies: seats.repliesOf(muid) };
  }

  /** `replayFrom`: the broadcasts after it follow as frames; null: the answer is a snapshot. */
  function seated(muid: string, entrant: Entrant, replayFrom: number | null): Outcome {
    const state = replica.room;
    return {
      kind: "seated",
      seat: seatOf(muid, entrant.resumeHash),
      standing: standingOf(state, muid),
      resumeToken: entrant.resumeToken,
      info: replayFrom === null ? roomInfo(state) : null,
      seq: replayFrom ?? state.seq,
      chat: replayFrom === null ? state.chat : [],
    };
  }

  function deliver(change: Change): void {
    delivery.deliver(change);
    follow();
  }

  function follow(): void {
    for (const { member } of seats.follow(replica.room, bus.node)) {
      member.close(closeCodes.takenOver);
    }
  }

  /**
   * Gives up the seats that are ours and have no socket: somebody was let in, and the store's word on it
   * was lost, so that they were told it had failed.
   */
  function dropOrphans(): void {
    const until = clock.now() + graceMs;
    for (const { info: { muid }, resumeHash } of seats.orphansOf(replica.room, bus.node)) {
      owe({ type: "drop", muid, hold: { node: bus.node, resumeHash }, until });
    }
  }

  const room: LiveRoom = {
    id,
    get stored() {
      return { room: replica.room, version: replica.version, recent: [] };
    },
    get isClosed() {
      return isClosed;
    },
    dispatch(event, respond = () => {}) {
      queue.add(async () => void await run(event, respond), () => respond(unavailable));
    },
    enter(event, entrant, { lastSeq, respond }) {
      queue.add(async () => {
        const hold = { node: bus.node, resumeHash: entrant.resumeHash };
        await run({ ...event, hold }, respond, { entrant, lastSeq });
      }, () => respond(unavailable));
    },
    signal(from, to, payload) {
      // Given up by the others, we do not know any more who is in the room.
      if (!bus.isCurrent) return refusal("UNAVAILABLE");
      if (seats.get(from.muid)?.resumeHash !== from.resumeHash) return refusal("FORBIDDEN");
      if (!findParticipant(replica.room, from.muid)) return refusal("FORBIDDEN");
      const target = findParticipant(replica.room, to);
      if (!target) return refusal("PEER_NOT_FOUND");
      const message = { from: from.muid, to, payload };
      if (seats.get(to)) return delivery.handOver(message) ? null : rateLimited(1);
      if (target.presence.kind === "here" && target.presence.node !== bus.node) {
        bus.send(target.presence.node, { kind: "signal", room: id, ...message })
          .catch((error) => logFailure("signal", error));
      } else return refusal("PEER_NOT_FOUND");
      return null;
    },
    drop({ muid, resumeHash }, { isPageGone } = { isPageGone: false }) {
      if (isClosed || seats.get(muid)?.resumeHash !== resumeHash) return;
      seats.release(muid);
      const until = clock.now() + (isPageGone ? Math.min(reloadMs, graceMs) : graceMs);
      owe({ type: "drop", muid, hold: { node: bus.node, resumeHash }, until });
    },
    handleMessage(message) {
      queue.add(async () => {
        if (message.kind === "entry") await attempt(() => replica.receive(message.entry));
        else if (findParticipant(replica.room, message.from)) delivery.handOver(message);
      });
    },
    sync() {
      queue.add(() =>
        attempt(async () => {
          await replica.catchUp();
          dropOrphans();
        })
      );
    },
    abandon(code) {
      isClosed = true;
      queue.close();
      for (const cancel of retries.values()) cancel();
      if (code !== undefined) delivery.closeAll(code);
      seats.clear();
    },
  };

  async function attempt(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      logFailure("read", error);
      retry(room.sync);
    }
  }

  return room;
}

const unavailable: Outcome = { kind: "refused", refusal: refusal("UNAVAILABLE") };
