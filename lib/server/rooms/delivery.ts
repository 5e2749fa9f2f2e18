// What the changes of a room ask for, done on the sockets that are here: broadcasts, which are kept for
// those who come back, frames to one of them, and closing. Knows no store and no order of events.

import { refusal } from "../../shared/errors.ts";
import type { CloseCode } from "../../shared/protocol/mod.ts";
import { type Delivery, fillNotice, findParticipant, type Room } from "../../shared/room/mod.ts";
import { encodeBroadcast } from "./broadcast.ts";
import type { BusMessage } from "../stores/mod.ts";
import type { EventBuffer } from "./event_buffer.ts";
import type { Outcome } from "./membership.ts";
import type { Change } from "./replica.ts";
import type { Seating, Sitter } from "./seating.ts";

interface Deps {
  readonly seats: Seating;
  readonly history: EventBuffer;
  /** The room as it is after the change that is delivered. */
  room(): Room;
  /** The answer to a join that waited in the lobby. */
  admitted(muid: string, sitter: Sitter): Outcome;
}

type BroadcastDelivery = Extract<Delivery, { type: "broadcast" }>;
type Signal = Pick<Extract<BusMessage, { kind: "signal" }>, "from" | "to" | "payload">;

export interface RoomDelivery {
  /** Keeps the broadcasts of the changes, in order, that were made before this room was here. */
  remember(changes: readonly Change[]): void;
  /** Does what a stored change asks for. */
  deliver(change: Change): void;
  /**
   * Hands a signal to its receiver, if that one is in the room and here (S5). False where the receiver
   * has too much before it: the sender is to wait, and nobody else suffers.
   */
  handOver(signal: Signal): boolean;
  /** Closes every socket of the room. */
  closeAll(code: CloseCode): void;
}

/** Makes the delivery of one room. */
export function createRoomDelivery({ seats, history, room, admitted }: Deps): RoomDelivery {
  function perform(delivery: Exclude<Delivery, BroadcastDelivery>): void {
    switch (delivery.type) {
      case "send":
        return seats.get(delivery.to)?.member.send(JSON.stringify(delivery.message));
      case "close":
        return takeOff(delivery.muid)?.member.close(delivery.code);
      case "admitted": {
        const sitter = seats.get(delivery.muid);
        return sitter?.member.settle(admitted(delivery.muid, sitter));
      }
      case "denied": {
        const denied = refusal("DENIED");
        return takeOff(delivery.muid)?.member.settle({ kind: "refused", refusal: denied });
      }
      default:
        return delivery satisfies never;
    }
  }

  function takeOff(muid: string) {
    const sitter = seats.get(muid);
    seats.release(muid);
    return sitter;
  }

  function broadcast({ message, except }: BroadcastDelivery, at: number): void {
    const encoded = encodeBroadcast(fillNotice(message, room()));
    history.push(encoded, at);
    if (message.type === "FINISH_MEETING") {
      // The room has nobody in it by now, and everybody is still to hear why.
      for (const { member } of seats.all()) member.sendBroadcast(encoded);
    }
    for (const { info } of room().participants) {
      if (info.muid !== except) seats.get(info.muid)?.member.sendBroadcast(encoded);
    }
  }

  function closeAll(code: CloseCode): void {
    for (const { member } of [...seats.all()]) member.close(code);
  }

  function handOver({ from, to, payload }: Signal): boolean {
    if (!findParticipant(room(), to)) return true;
    const text = JSON.stringify({ type: "SIGNAL", from, payload });
    return seats.get(to)?.member.sendDirect(text, from) ?? true;
  }

  return {
    remember(changes) {
      const told = changes.flatMap(({ deliveries, at }) =>
        deliveries.flatMap((one) => one.type === "broadcast" ? [{ message: one.message, at }] : [])
      );
      const lastRoom = told.findLastIndex(({ message }) => message.type === "USER_UPDATE");
      for (const [n, { message, at }] of told.entries()) {
        // The last one tells the room anew: of those before it counts only that they were.
        const isPassed = message.type === "USER_UPDATE" && n < lastRoom;
        const broadcast = isPassed
          ? { text: "", seq: message.seq, state: "room" }
          : encodeBroadcast(fillNotice(message, room()));
        history.push(broadcast, at);
      }
    },
    deliver({ deliveries, at }) {
      for (const delivery of deliveries) {
        if (delivery.type === "broadcast") broadcast(delivery, at);
        else perform(delivery);
      }
    },
    handOver,
    closeAll,
  };
}
