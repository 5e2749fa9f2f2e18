// The schemas of everything that goes over the socket, by the name of the message in the document: those
// of the protocol, and of each command its reply and its refusal, which are put together here as
// frames.ts of the socket does.

import * as z from "zod/mini";
import { errorIds, refusal } from "../../shared/errors.ts";
import {
  Admission,
  ChatMessage,
  ChatPage,
  ClientMessage,
  type CommandType,
  DirectEvent,
  Reply,
  RoomBroadcast,
  RoomInfo,
} from "../../shared/protocol/mod.ts";
import type { Named } from "../../shared/api_documents.ts";
import type { Glossary, Shape } from "./json_schemas.ts";
import { anyRefusals, commands } from "./socket_commands.ts";
import { events } from "./socket_events.ts";

export const commandTypes = ClientMessage.def.options.flatMap((option) => typesOf(option));
export const broadcastTypes = RoomBroadcast.def.options.flatMap((option) => typesOf(option));
export const directTypes = DirectEvent.def.options.flatMap((option) => typesOf(option));

function typesOf<T extends string>(
  { def }: { def: { shape: { type: z.ZodMiniLiteral<T> } } },
): T[] {
  return def.shape.type.def.values;
}

export const keyOf = {
  command: (type: string) => `command.${type}`,
  reply: (type: string) => `reply.${type}`,
  refusal: (type: string) => `refusal.${type}`,
  event: (type: string) => `event.${type}`,
};

/** PING alone is answered by no RES_ where it is carried out. */
export const hasReply = (type: CommandType) => type !== "PING";

/** All refusals of a command, in the order of the table. */
export function refusalsOf(type: CommandType) {
  return errorIds.filter((id) => anyRefusals.includes(id) || commands[type].refusals.includes(id));
}

export function addMessages({ add, addFields }: Glossary): void {
  const addFieldsOf = (shape: Shape, fields: Named<string> = {}) =>
    addFields(z.object(shape), fields);
  add(KeptMessage, { id: "KeptMessage", description: "A message of the history." });
  addFields(KeptMessage, { seq: "The number of its broadcast." });
  add(HistoryPage, { id: "ChatPage", description: "A part of what was written, oldest first." });
  addFields(HistoryPage, { more: "Whether there is more before it." });
  add(history, { description: "Oldest first." });
  addFields(Reply, { request_id: "That of the request, where it had one." });
  for (const option of ClientMessage.def.options) {
    const { shape } = option.def;
    for (const type of typesOf(option)) {
      add(option, { id: keyOf.command(type) });
      addFieldsOf(shape, commands[type].fields);
      if (hasReply(type)) add(replyOf(type), { id: keyOf.reply(type) });
      add(refusedReplyOf(type), { id: keyOf.refusal(type) });
    }
    add(shape.room_id, { description: "The number of the meeting." });
    add(shape.token, { description: "The bearer token of /config." });
    add(shape.request_id, {
      description: "As the client likes. A request that comes again under it is done once.",
    });
  }
  for (const option of RoomBroadcast.def.options) {
    const { shape } = option.def;
    add(shape.seq, { description: "The number of the broadcast in its room, without gaps." });
    // What an outbox adds to the first one after those that it left out.
    const sent = z.extend(option, { prev: z.optional(z.number()) });
    addFields(sent, { prev: "Where updates were left out: the `seq` of the one sent before." });
    for (const type of typesOf(option)) {
      add(sent, { id: keyOf.event(type) });
      addFieldsOf(shape, events[type].fields);
    }
  }
  for (const option of DirectEvent.def.options) {
    for (const type of typesOf(option)) {
      add(option, { id: keyOf.event(type) });
      addFieldsOf(option.def.shape, events[type].fields);
    }
  }
}

/** A message of the history, which the room sends as it keeps it. */
const KeptMessage = z.extend(ChatMessage, { seq: z.optional(z.number()) });
const history = z.array(KeptMessage);
const HistoryPage = z.extend(ChatPage, { messages: history });

const answers = z.omit(Reply, { error: true });

function replyOf(type: CommandType) {
  const beside = type === "JOIN_MEETING" || type === "RESUME_MEETING"
    ? { ...Admission.def.shape, chat: history }
    : {};
  return z.extend(answers, {
    type: z.literal(`RES_${type}`),
    message: z.literal("SUCCESS"),
    code: z.literal(0),
    data: dataOf(type),
    ...beside,
  });
}

function dataOf(type: CommandType) {
  if (type === "JOIN_MEETING") return RoomInfo;
  if (type === "RESUME_MEETING") return z.nullable(RoomInfo);
  return type === "CHAT_HISTORY" ? HistoryPage : z.null();
}

function refusedReplyOf(type: CommandType) {
  const ids = refusalsOf(type);
  return z.extend(Reply, {
    type: z.literal(`RES_${type}`),
    code: z.literal([...new Set(ids.map((id) => refusal(id).status))]),
    error: z.enum(ids),
    data: z.null(),
  });
}
