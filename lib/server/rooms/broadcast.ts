// Broadcasts as they go out: the frame, its number, and what of it a later one makes needless. Pure.

import type { RoomBroadcast } from "../../shared/protocol/mod.ts";

/** A broadcast on its way to one socket. */
export interface Broadcast {
  readonly text: string;
  readonly seq: number;
  /**
   * What it tells is told anew by each later broadcast that names the same thing: "room" is all of it.
   * Null for what happened once and is to be heard by everybody.
   */
  readonly state: string | null;
}

/** A broadcast on its way to sockets. */
export function encodeBroadcast(message: RoomBroadcast): Broadcast {
  return { text: JSON.stringify(message), seq: message.seq, state: stateOf(message) };
}

/** True where `later` tells anew all that `earlier` told. */
export function supersedes({ state: later }: Broadcast, { state: earlier }: Broadcast): boolean {
  return later !== null && earlier !== null && (later === "room" || later === earlier);
}

/** What a broadcast tells anew each time, so that a slow socket need not hear all of them (R9). */
function stateOf(message: RoomBroadcast): string | null {
  switch (message.type) {
    case "USER_UPDATE":
      return "room";
    case "USER_STATE_UPDATE":
      return `user:${message.data.muid}:${Object.keys(message.data).sort().join()}`;
    case "PEER_CONNECTION":
      return `user:${message.muid}:online`;
    case "CHAT":
    case "REACT":
    case "FINISH_MEETING":
      return null;
    default:
      return message satisfies never;
  }
}
