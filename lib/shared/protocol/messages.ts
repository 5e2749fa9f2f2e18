// The messages of the socket: requests, replies, broadcasts and what goes to one receiver only; as zod
// schemas that share their name with their type.

import * as z from "zod/mini";
import { cleanChatText } from "../chat_text.ts";
import { errorIds } from "../errors.ts";
import { maxPasscodeLength } from "../passcodes.ts";
import {
  Avatar,
  emojis,
  IceServer,
  maxChatLength,
  Name,
  Role,
  RoomInfo,
  UserState,
  Uuid,
} from "./data.ts";

const request = {
  room_id: z.string().check(z.maxLength(64)),
  token: z.optional(z.string().check(z.maxLength(4_096))),
  request_id: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
};

/** Joining says who one is; `role` may stand in it as the seed has it, and is ignored. */
export const JoinUser = z.object({
  muid: Uuid,
  name: Name,
  state: z._default(
    z.object({
      mic: z._default(z.boolean(), false),
      camera: z._default(z.boolean(), false),
      screen: z._default(z.boolean(), false),
    }),
    { mic: false, camera: false, screen: false },
  ),
  avatar: z._default(Avatar, ""),
  expandCamera: z._default(z.boolean(), true),
  mirrorCamera: z._default(z.boolean(), true),
});
export type JoinUser = z.infer<typeof JoinUser>;

export const ParticipantDiff = z.object({
  name: z.optional(Name),
  avatar: z.optional(Avatar),
  role: z.optional(Role),
  state: z.optional(z.partial(UserState)),
  expandCamera: z.optional(z.boolean()),
  mirrorCamera: z.optional(z.boolean()),
  hand: z.optional(z.boolean()),
});
export type ParticipantDiff = z.infer<typeof ParticipantDiff>;

export const Candidate = z.object({
  candidate: z.string().check(z.maxLength(2_048)),
  sdpMid: z.optional(z.nullable(z.string())),
  sdpMLineIndex: z.optional(z.nullable(z.number())),
  usernameFragment: z.optional(z.nullable(z.string())),
});

/** What two browsers say to each other through the server: one description or one candidate. */
export const SignalPayload = z.union([
  z.object({
    description: z.object({
      type: z.enum(["offer", "answer", "pranswer", "rollback"]),
      sdp: z.string(),
    }),
  }),
  z.object({ candidate: Candidate }),
]);
export type SignalPayload = z.infer<typeof SignalPayload>;

export const ChatMessage = z.object({
  id: z.string(),
  muid: z.string(),
  name: z.string(),
  text: z.string(),
  time: z.number(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** The data of RES_CHAT_HISTORY. */
export const ChatPage = z.object({ messages: z.array(ChatMessage), more: z.boolean() });

export const ClientMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("JOIN_MEETING"),
    ...request,
    ...JoinUser.shape,
    passcode: z.optional(z.string().check(z.maxLength(maxPasscodeLength))),
    /** Extension: what POST /meeting gave the organizer, shown on another device. */
    organizer_key: z.optional(z.string().check(z.maxLength(256))),
    /** Extension: stands in the link of a meeting that is `link_only`. */
    link_key: z.optional(z.string().check(z.maxLength(256))),
  }),
  z.object({
    type: z.literal("RESUME_MEETING"),
    ...request,
    resume_token: z.string().check(z.maxLength(256)),
    last_seq: z.int().check(z.nonnegative()),
  }),
  z.object({ type: z.literal("LEAVE_MEETING"), ...request }),
  z.object({ type: z.literal("FINISH_MEETING"), ...request }),
  z.object({
    type: z.literal("UPDATE_USER_STATE"),
    ...request,
    participant_diff: ParticipantDiff,
    muid: z.optional(Uuid),
  }),
  z.object({ type: z.literal("REMOVE_USER"), ...request, muid: Uuid }),
  z.object({ type: z.literal("ALLOW_USER"), ...request, ticket: z.string() }),
  z.object({ type: z.literal("ADMIT_USER"), ...request, muid: Uuid }),
  z.object({ type: z.literal("DENY_USER"), ...request, muid: Uuid }),
  z.object({ type: z.literal("LOCK_MEETING"), ...request, locked: z.boolean() }),
  z.object({ type: z.literal("SET_LOBBY"), ...request, lobby: z.boolean() }),
  z.object({ type: z.literal("ASK_TO_UNMUTE"), ...request, muid: Uuid }),
  z.object({ type: z.literal("SIGNAL"), ...request, to: Uuid, payload: SignalPayload }),
  z.object({
    type: z.literal("CHAT"),
    ...request,
    text: z.pipe(
      z.string().check(
        z.refine((raw) => cleanChatText(raw).trim() !== "", { error: "must not be empty" }),
        z.maxLength(maxChatLength),
      ),
      z.transform(cleanChatText),
    ),
  }),
  /** `before`: the id of the oldest message that is known. */
  z.object({
    type: z.literal("CHAT_HISTORY"),
    ...request,
    before: z.string().check(z.maxLength(64)),
  }),
  z.object({ type: z.literal("REACT"), ...request, emoji: z.enum(emojis) }),
  z.object({ type: z.literal("PING"), ...request, room_id: z.optional(z.string()) }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;
export type CommandType = ClientMessage["type"];

const ErrorId = z.enum(errorIds);
const optionalId = { request_id: z.optional(z.string()) };

/** The parts of RES_JOIN_MEETING and RES_RESUME_MEETING that stand beside `data`. */
export const Admission = z.object({
  self: z.object({
    muid: z.string(),
    role: Role,
    stand_in: z.optional(z.literal(true)),
    resume_token: z.string(),
  }),
  /** Of a meeting that is `link_only`: what its link carries, so that people inside can invite others. */
  link_key: z.optional(z.string()),
  seq: z.number(),
  ice_servers: z.array(IceServer),
  turn_expires_at: z.number(),
  /** The end of the history; `chat_more` is there where CHAT_HISTORY has older ones. */
  chat: z.array(ChatMessage),
  chat_more: z.optional(z.literal(true)),
});
export type Admission = z.infer<typeof Admission>;

/** The answer to one request: `code` 0 for success, else an HTTP-like status (P9). */
export const Reply = z.object({
  type: z.string().check(z.startsWith("RES_")),
  message: z.string(),
  code: z.number(),
  error: z.optional(ErrorId),
  data: z.nullable(z.unknown()),
  ...optionalId,
});
export type Reply = z.infer<typeof Reply>;

/** Somebody in the lobby, as hosts see them. */
export const WaitingUser = z.object({ muid: z.string(), name: z.string() });
export type WaitingUser = z.infer<typeof WaitingUser>;
/** Someone who was removed, as hosts see them; the ticket lets them in again. */
export const RemovedUser = z.object({ ticket: z.string(), name: z.string() });
export type RemovedUser = z.infer<typeof RemovedUser>;

const seq = { seq: z.number() };
export const Reaction = z.object({ muid: z.string(), emoji: z.string() });

/** Broadcasts: every member of a room sees the same ones in the same order (P16). */
export const RoomBroadcast = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("USER_UPDATE"),
    data: RoomInfo,
    /** Who is not in it any more because a host removed them. */
    removed: z.optional(z.array(z.string())),
    ...seq,
  }),
  z.object({
    type: z.literal("USER_STATE_UPDATE"),
    data: z.object({
      muid: z.string(),
      state: z.optional(UserState),
      expandCamera: z.optional(z.boolean()),
      mirrorCamera: z.optional(z.boolean()),
      hand: z.optional(z.boolean()),
      hand_raised_at: z.optional(z.number()),
    }),
    ...seq,
  }),
  z.object({ type: z.literal("CHAT"), data: ChatMessage, ...seq }),
  z.object({ type: z.literal("REACT"), data: Reaction, ...seq }),
  z.object({
    type: z.literal("PEER_CONNECTION"),
    muid: z.string(),
    online: z.boolean(),
    ...seq,
  }),
  z.object({ type: z.literal("FINISH_MEETING"), ...seq }),
]);
export type RoomBroadcast = z.infer<typeof RoomBroadcast>;

/** Everything for one receiver only. */
export const DirectEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("SIGNAL"), from: z.string(), payload: SignalPayload }),
  z.object({ type: z.literal("REMOVED") }),
  /** A host asks this one to switch the microphone on; nobody else can do that. */
  z.object({ type: z.literal("UNMUTE_REQUEST"), from: z.string() }),
  /**
   * `host_present` is there, and false, while nobody is inside who could let one in; `starts_at`, in ms,
   * where one is let in at that time without anybody's doing.
   */
  z.object({
    type: z.literal("LOBBY_WAITING"),
    host_present: z.optional(z.boolean()),
    starts_at: z.optional(z.number()),
    ...optionalId,
  }),
  z.object({
    type: z.literal("LOBBY_UPDATE"),
    data: z.object({ waiting: z.array(WaitingUser), removed: z.array(RemovedUser) }),
  }),
  z.object({ type: z.literal("PONG"), time: z.number(), ...optionalId }),
  z.object({
    type: z.literal("ERROR"),
    error: ErrorId,
    message: z.string(),
    ...optionalId,
  }),
]);
export type DirectEvent = z.infer<typeof DirectEvent>;

export const ServerEvent = z.union([RoomBroadcast, DirectEvent]);
export type ServerEvent = z.infer<typeof ServerEvent>;
