// What the server says by itself over the socket, as a table, and the codes with which it closes one.

import { closeCodes, type ServerEvent } from "../../shared/protocol/mod.ts";
import type { Named } from "../../shared/api_documents.ts";
import {
  anaMuid,
  boMuid,
  candidate,
  changedState,
  chatMessage,
  roomInfo,
  startTime,
  waitingRoom,
} from "./examples.ts";

export interface SocketEvent {
  readonly title: string;
  readonly summary: string;
  /** What fields mean whose names do not say it. */
  readonly fields?: Named<string>;
  readonly example: object;
}

export const events: Readonly<Record<ServerEvent["type"], SocketEvent>> = {
  USER_UPDATE: {
    title: "The room has changed",
    summary:
      "Somebody came, left or was removed; a name, avatar or role changed; title, lock, lobby",
    fields: { removed: "Who is not in it any more because a host removed them." },
    example: { data: roomInfo, seq: 2 },
  },
  USER_STATE_UPDATE: {
    title: "A participant has changed",
    summary: "Devices, hand, how the camera is shown. Only what changed; `state` is complete",
    example: { data: changedState, seq: 3 },
  },
  CHAT: {
    title: "Somebody wrote",
    summary: "A chat message; who wrote it gets it too",
    example: { data: chatMessage, seq: 4 },
  },
  REACT: {
    title: "Somebody reacted",
    summary: "A reaction; who made it gets it too",
    example: { data: { muid: anaMuid, emoji: "👏" }, seq: 5 },
  },
  PEER_CONNECTION: {
    title: "Somebody is away, or back",
    summary: "A socket is gone and the seat is kept; or, with `true`, they are back",
    example: { muid: anaMuid, online: false, seq: 6 },
  },
  FINISH_MEETING: {
    title: "The meeting is over",
    summary: "Close code 4410 follows",
    example: { seq: 7 },
  },
  SIGNAL: {
    title: "Signal",
    summary: "A description or a candidate of another participant; `from` is the server's word",
    example: { from: boMuid, payload: candidate },
  },
  REMOVED: {
    title: "You were removed",
    summary: "Close code 4403 follows",
    example: {},
  },
  UNMUTE_REQUEST: {
    title: "Please unmute",
    summary: "A HOST would like to hear this one",
    example: { from: anaMuid },
  },
  LOBBY_WAITING: {
    title: "In the lobby",
    summary:
      "The first answer to who has to wait; again, without `request_id`, when something of it " +
      "changed",
    fields: {
      host_present: "There, and false, while nobody is inside who could let one in.",
      starts_at: "There where one is let in at that time without anybody's doing.",
    },
    example: { starts_at: startTime, request_id: "1" },
  },
  LOBBY_UPDATE: {
    title: "Who waits, and who was removed",
    summary: "For HOSTs: the whole of both lists, whenever one of them changes",
    example: { data: waitingRoom },
  },
  PONG: {
    title: "Pong",
    summary: "The answer to PING, with the server's time in milliseconds since the epoch",
    example: { time: startTime, request_id: "1" },
  },
  ERROR: {
    title: "A message was not taken",
    summary: "It was not understood, or came over the rate limit and was not read",
    example: { error: "BAD_MESSAGE", message: '"text": must not be empty', request_id: "1" },
  },
};

const closings: Readonly<Record<keyof typeof closeCodes, string>> = {
  goingAway: "Going away. Come back.",
  unsupported: "A binary frame. Come back.",
  rate: "Over the rate limit, three times within seconds. Come back.",
  tooLarge: "A frame over 32 KiB. Come back.",
  restart: "The server restarts, or has lost its store. Come back after a random 1 to 5 s.",
  tooSlow: "Too slow: over 1 MiB is waiting to be read. Come back.",
  badMessages: "Ten bad messages in a row. Do not come back.",
  token: "No valid token. Come back with a token of /config.",
  removed: "Removed from the meeting. Do not come back.",
  takenOver: "Another socket took the seat. Do not come back.",
  finished: "The meeting is finished. Do not come back.",
};

/** All close codes as a list, in their order. */
export function listCloseCodes(): string {
  const names = Object.entries(closeCodes).toSorted(([, a], [, b]) => a - b);
  const byName = new Map(Object.entries(closings));
  return names.map(([name, code]) => `- \`${code}\`: ${byName.get(name)}`).join("\n");
}
