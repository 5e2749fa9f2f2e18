// The commands of the socket as a table: what each is for, what it answers and why it may be refused.
// What they do is in lib/shared/room and lib/server/socket; docs/PROTOCOL.md has the whole story.

import type { Named } from "../../shared/api_documents.ts";
import type { ErrorId } from "../../shared/errors.ts";
import type { CommandType } from "../../shared/protocol/mod.ts";
import {
  admission,
  anaMuid,
  boMuid,
  chatMessage,
  messageId,
  newcomer,
  resumption,
  roomInfo,
  signal,
  ticket,
} from "./examples.ts";

export interface Command {
  readonly title: string;
  readonly summary: string;
  readonly description?: string;
  readonly who: "anybody" | "participants" | "hosts" | "governors";
  /** Beside those that any command may get. */
  readonly refusals: readonly ErrorId[];
  /** What fields mean whose names do not say it. */
  readonly fields?: Named<string>;
  /** The fields of its own, by example. */
  readonly example: object;
  /** What the reply says beside "SUCCESS", by example; null is no data. */
  readonly reply?: { readonly data: object | null } & Record<string, unknown>;
}

/** Of any command: the token, the rate, a bug. */
export const anyRefusals: readonly ErrorId[] = ["UNAUTHORIZED", "RATE_LIMITED", "INTERNAL"];
/** Of a command that changes a room: not in it, it is over, the store is away. */
const inRoom: readonly ErrorId[] = ["FORBIDDEN", "MEETING_NOT_FOUND", "UNAVAILABLE"];

export const commands: Readonly<Record<CommandType, Command>> = {
  JOIN_MEETING: {
    title: "Join",
    summary: "Takes a seat in a meeting, or a place in its lobby",
    description:
      "`muid` is a UUID that the client chooses for this participation. `state` and its " +
      'fields default to false, `avatar` to "". Nobody arrives sharing a screen. Who has to wait is ' +
      "answered `LOBBY_WAITING` first, and then with the reply.",
    who: "anybody",
    refusals: [
      ...["ENTRY_REQUIRED", "ALREADY_JOINED", "MEETING_NOT_FOUND"] as const,
      ...["PASSCODE_REQUIRED", "PASSCODE_WRONG"] as const,
      ...["ORGANIZER_KEY_WRONG", "REMOVED", "LOCKED", "DENIED", "NAME_TAKEN"] as const,
      ...["MUID_TAKEN", "ROOM_FULL", "UNAVAILABLE"] as const,
    ],
    fields: {
      passcode: "Of a meeting with a passcode; everybody is asked for it.",
      organizer_key:
        "What making the meeting gave, shown on another device: who has it is the organizer.",
      link_key: "What stands in the link of a meeting that is `link_only`.",
    },
    example: newcomer,
    reply: { data: roomInfo, ...admission },
  },
  RESUME_MEETING: {
    title: "Come back",
    summary: "Takes a seat back on another socket, within the grace",
    description:
      "`last_seq` is the number of the last broadcast that was seen, 0 where the client " +
      "knows nothing of the room. Where `data` is null the missed broadcasts follow; else it is the " +
      "room as of `seq`.",
    who: "anybody",
    refusals: ["ALREADY_JOINED", "MEETING_NOT_FOUND", "REMOVED", "RESUME_FAILED", "UNAVAILABLE"],
    fields: {
      resume_token: "That of the last reply to JOIN_MEETING or RESUME_MEETING. It works once.",
      last_seq: "The number of the last broadcast seen, or 0.",
    },
    example: resumption,
    reply: { data: null, ...admission, seq: resumption.last_seq },
  },
  LEAVE_MEETING: {
    title: "Leave",
    summary: "Gives the seat up at once, or the place in the lobby; the socket stays open",
    who: "participants",
    refusals: inRoom,
    example: {},
  },
  UPDATE_USER_STATE: {
    title: "Change a participant",
    summary: "Changes something of oneself, or as a HOST of somebody else",
    description: "A diff is applied as a whole or not at all; what is absent stays as it is. Of " +
      "somebody else, whom `muid` names, a HOST may change the role, switch devices off and take a " +
      "hand down.",
    who: "participants",
    refusals: [...inRoom, "PEER_NOT_FOUND", "NAME_TAKEN", "SCREEN_BUSY", "LAST_HOST"],
    example: { participant_diff: { state: { mic: false }, hand: true } },
  },
  SIGNAL: {
    title: "Signal",
    summary: "Hands a description or a candidate to one participant",
    description: "One that was handed over is answered only where it carries a `request_id`.",
    who: "participants",
    refusals: ["FORBIDDEN", "PEER_NOT_FOUND", "UNAVAILABLE"],
    example: { to: boMuid, payload: signal },
  },
  CHAT: {
    title: "Write",
    summary: "Writes to everybody in the room",
    description: "1 to 4,000 characters, not only blanks. Sender, name and time are the server's.",
    who: "participants",
    refusals: inRoom,
    example: { text: "Hello" },
  },
  CHAT_HISTORY: {
    title: "Read on in the chat",
    summary: "Asks for what was written right before a message",
    who: "participants",
    refusals: ["FORBIDDEN"],
    fields: { before: "The id of the oldest message that is known." },
    example: { before: messageId },
    reply: { data: { messages: [chatMessage], more: false } },
  },
  REACT: {
    title: "React",
    summary: "Shows an emoji to everybody in the room; it is not kept",
    who: "participants",
    refusals: inRoom,
    example: { emoji: "👏" },
  },
  REMOVE_USER: {
    title: "Remove somebody",
    summary: "Sends somebody out, in every tab, until a HOST allows them again",
    description: "The organizer and oneself cannot be removed.",
    who: "governors",
    refusals: [...inRoom, "PEER_NOT_FOUND"],
    example: { muid: boMuid },
  },
  ALLOW_USER: {
    title: "Allow somebody again",
    summary: "Lifts a removal",
    who: "governors",
    refusals: [...inRoom, "PEER_NOT_FOUND"],
    fields: { ticket: "From `LOBBY_UPDATE`." },
    example: { ticket },
  },
  ADMIT_USER: {
    title: "Admit",
    summary: "Lets somebody in from the lobby",
    who: "hosts",
    refusals: [...inRoom, "PEER_NOT_FOUND", "ROOM_FULL"],
    example: { muid: boMuid },
  },
  DENY_USER: {
    title: "Deny",
    summary: "Sends somebody away from the lobby; they may ask again",
    who: "hosts",
    refusals: [...inRoom, "PEER_NOT_FOUND"],
    example: { muid: boMuid },
  },
  LOCK_MEETING: {
    title: "Lock",
    summary: "Lets nobody new in but the organizer, or does so no more",
    who: "governors",
    refusals: inRoom,
    example: { locked: true },
  },
  SET_LOBBY: {
    title: "Switch the lobby",
    summary: "Lets people wait until a HOST lets them in, or does so no more",
    who: "governors",
    refusals: inRoom,
    example: { lobby: true },
  },
  ASK_TO_UNMUTE: {
    title: "Ask to unmute",
    summary: "Asks somebody to switch the microphone on, which nobody else can do",
    who: "hosts",
    refusals: [...inRoom, "PEER_NOT_FOUND"],
    example: { muid: anaMuid },
  },
  FINISH_MEETING: {
    title: "End the meeting",
    summary: "Deletes the meeting; all sockets of the room close 4410",
    who: "governors",
    refusals: inRoom,
    example: {},
  },
  PING: {
    title: "Ping",
    summary: "Asks for the server's time, or brings a renewed token",
    description: "May be sent before joining. Needs no token while that of the socket is good.",
    who: "anybody",
    refusals: [],
    example: {},
  },
};

export const whoMay: Readonly<Record<Command["who"], string>> = {
  anybody: "For anybody with a token.",
  participants: "For everybody in the room.",
  hosts: "For a HOST, stand-ins too.",
  governors: "For a HOST, but not for a stand-in.",
};
