// One room that has people in it: runs the reducer one event at a time, stores before it sends, and
// performs the effects on the members' sockets. Knows no wire format of requests and replies.

import { refusal } from "../shared/errors.ts";
import { closeCodes } from "../shared/protocol.ts";
import {
  type Effect,
  emptyRoom,
  findParticipant,
  type Meeting,
  reduceRoom,
  type Room,
  type RoomEvent,
  roomInfo,
} from "../shared/room.ts";
import type { Clock } from "./clock.ts";
import { createEventBuffer } from "./event_buffer.ts";
import { describeError, type Log } from "./log.ts";
import type { LiveRoom, Outcome, Respond, Seat, SeatedMember } from "./live_room_types.ts";
import { createSeating } from "./seating.ts";
import type { Store } from "./store.ts";

/** An event on its way through the room; `entrant` is the session that comes in by it. */
interface Job {
  readonly respond: Respond;
  readonly entrant?: SeatedMember;
  /** Made when the job's turn comes: a resume token may be spent by then. */
  event(): RoomEvent;
  readonly lastSeq?: number;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly graceMs: number;
  onClosed(): void;
}

/** Makes the live room of a stored meeting; it closes itself when the last one is gone. */
export function createLiveRoom(meeting: Meeting, deps: Deps): LiveRoom {
  const { store, clock, log } = deps;
  let state = emptyRoom(meeting);
  let isBusy = false;
  let isClosed = false;
  let isFinished = false;
  const queue: Job[] = [];
  const seats = createSeating<SeatedMember>(clock, deps.graceMs);
  const history = createEventBuffer(clock);

  function enqueue(job: Job): void {
    queue.push(job);
    if (!isBusy) void drain();
  }

  /** Runs without a pause while nothing has to be stored, so that a broadcast costs no task switch. */
  async function drain(): Promise<void> {
    isBusy = true;
    for (let job = queue.shift(); job; job = queue.shift()) {
      try {
        const pending = step(job);
        if (pending) await pending;
      } catch (error) {
        // Only a bug throws: it is to cost one event, not the room or the process.
        log({ event: "request_failed", path: "/peer_signal", error: describeError(error) });
        job.respond({ kind: "refused", refusal: refusal("INTERNAL") });
      }
    }
    isBusy = false;
    if (isClosed || !seats.isEmpty) return;
    isClosed = true;
    deps.onClosed();
  }

  function step(job: Job): Promise<void> | undefined {
    if (isFinished) {
      job.respond({ kind: "refused", refusal: refusal("MEETING_NOT_FOUND") });
      return undefined;
    }
    const event = job.event();
    const [next, effects] = reduceRoom(state, event);
    const refused = effects.find((effect) => effect.type === "refuse");
    if (refused) {
      job.respond({ kind: "refused", refusal: refused.refusal });
      return undefined;
    }
    const accept = () => commit(job, event, { next, effects });
    const stored = storeEffects(effects);
    if (!stored) {
      accept();
      return undefined;
    }
    return stored.then(accept, (error: unknown) => {
      log({ event: "store_failed", operation: event.type, error: describeError(error) });
      job.respond({ kind: "refused", refusal: refusal("UNAVAILABLE") });
    });
  }

  /** What must be on disk before anything is said (R5); undefined where nothing must. */
  function storeEffects(effects: readonly Effect[]): Promise<unknown> | undefined {
    if (effects.some((effect) => effect.type === "erase")) return store.delete(meeting.id);
    const last = effects.findLast((effect) => effect.type === "persist");
    return last && store.update(last.meeting);
  }

  function commit(
    job: Job,
    event: RoomEvent,
    { next, effects }: { next: Room; effects: readonly Effect[] },
  ): void {
    state = next;
    isFinished = event.type === "finish";
    if (event.type === "leave") seats.release(event.muid);
    if (event.type === "drop" && findParticipant(state, event.muid)) {
      seats.startGrace(event.muid, () => room.dispatch({ type: "leave", muid: event.muid }));
    }
    logEvent(event);
    if (job.entrant && event.type === "join") {
      takeSeat(job, event.user.muid, effects.some((effect) => effect.type === "wait"));
    } else if (job.entrant && event.type === "resume") {
      takeSeat(job, event.muid, false);
    } else {
      job.respond({ kind: "done" });
    }
    effects.forEach(perform);
  }

  function takeSeat(job: Job, muid: string, isWaiting: boolean): void {
    const { entrant: member, lastSeq, respond } = job;
    if (!member) return;
    seats.bind(muid, member)?.close(closeCodes.takenOver);
    const seat: Seat = { room, muid, member };
    if (isWaiting) return respond({ kind: "waiting", seat });
    const missed = lastSeq === undefined ? null : history.since(lastSeq);
    respond(seated(seat, missed && lastSeq));
    missed?.forEach((text) => member.send(text));
  }

  /** `replayFrom`: the broadcasts after it follow as frames; absent: the answer is a snapshot. */
  function seated(seat: Seat, replayFrom?: number | null): Outcome {
    const isReplay = typeof replayFrom === "number";
    return {
      kind: "seated",
      seat,
      role: findParticipant(state, seat.muid)?.info.role ?? "PARTICIPANT",
      resumeToken: seats.issueToken(seat.muid),
      info: isReplay ? null : roomInfo(state),
      seq: isReplay ? replayFrom : state.seq,
      chat: isReplay ? [] : state.chat,
    };
  }

  function perform(effect: Effect): void {
    switch (effect.type) {
      case "broadcast":
        return broadcast(effect);
      case "send":
        return seats.get(effect.to)?.send(JSON.stringify(effect.message));
      case "close": {
        const member = seats.get(effect.muid);
        seats.release(effect.muid);
        return member?.close(effect.code);
      }
      case "admitted": {
        const member = seats.get(effect.muid);
        return member?.settle(seated({ room, muid: effect.muid, member }));
      }
      case "denied": {
        const member = seats.get(effect.muid);
        seats.release(effect.muid);
        return member?.settle({ kind: "refused", refusal: refusal("DENIED") });
      }
      case "persist":
      case "erase":
      case "refuse":
      case "wait":
        return;
      default:
        return effect satisfies never;
    }
  }

  function broadcast({ message, except }: Extract<Effect, { type: "broadcast" }>): void {
    const text = JSON.stringify(message);
    history.push(message.seq, text);
    if (message.type === "FINISH_MEETING") {
      // The room has nobody in it by now, and everybody is still to hear why.
      for (const member of seats.all()) member.send(text);
    }
    for (const { info } of state.participants) {
      if (info.muid !== except) seats.get(info.muid)?.send(text);
    }
  }

  function logEvent(event: RoomEvent): void {
    const common = { room: meeting.id, participants: state.participants.length };
    if (event.type === "join") log({ event: "join", muid: event.user.muid, ...common });
    else if (event.type === "finish") log({ event: "meeting_finished", room: meeting.id });
    else if (event.type === "remove") log({ event: "remove", muid: event.target, ...common });
    else if (event.type === "leave" || event.type === "drop" || event.type === "resume") {
      log({ event: event.type, muid: event.muid, ...common });
    }
  }

  const room: LiveRoom = {
    get state() {
      return state;
    },
    get isClosed() {
      return isClosed;
    },
    dispatch: (event, respond = () => {}) => enqueue({ event: () => event, respond }),
    join: (event, entrant, respond) => enqueue({ event: () => event, respond, entrant }),
    resume({ subject, resumeToken, lastSeq }, entrant, respond) {
      const event = (): RoomEvent => {
        const muid = seats.findByToken(resumeToken) ?? "";
        return { type: "resume", subject, muid };
      };
      enqueue({ event, respond, entrant, lastSeq });
    },
    signal(from, to, payload) {
      if (!findParticipant(state, from.muid)) return refusal("FORBIDDEN");
      const member = findParticipant(state, to) && seats.get(to);
      if (!member) return refusal("PEER_NOT_FOUND");
      member.send(JSON.stringify({ type: "SIGNAL", from: from.muid, payload }));
      return null;
    },
    drop({ muid, member }) {
      if (seats.get(muid) !== member) return;
      seats.vacate(muid);
      room.dispatch({ type: "drop", muid });
    },
    close() {
      isClosed = true;
      seats.clear();
    },
  };
  return room;
}
