// The description of the socket, AsyncAPI 3.0 (https://www.asyncapi.com/docs/reference/specification/v3.0.0),
// as the server sees it: it receives commands, replies to them, and sends events. Knows no host.

import project from "../../../deno.json" with { type: "json" };
import { refusal } from "../../shared/errors.ts";
import type { AsyncApi, Ref, SocketMessage, SocketOperation } from "../../shared/api_documents.ts";
import type { CommandType } from "../../shared/protocol/mod.ts";
import { asked } from "./examples.ts";
import { refTo } from "./json_schemas.ts";
import { commands, whoMay } from "./socket_commands.ts";
import { events, listCloseCodes } from "./socket_events.ts";
import {
  addMessages,
  broadcastTypes,
  commandTypes,
  directTypes,
  hasReply,
  keyOf,
  refusalsOf,
} from "./socket_messages.ts";
import { addSocketWords, createVocabulary } from "./vocabulary.ts";

const channel: Ref = { $ref: "#/channels/signalling" };
const correlationId = { location: "$message.payload#/request_id" };
const eventTypes = [...broadcastTypes, ...directTypes];

const channelDescription = [
  "A WebSocket on the host that serves this description: `wss` where that is `https`. `Origin` has to " +
  "be the server's own or one that its operator has named; a client that sends none needs a token like " +
  "everybody else. A plain GET is 426.",
  "One JSON object per text frame, at most 32 KiB of UTF-8. Unknown fields are ignored in both " +
  "directions, and clients ignore unknown types of events, but count their `seq`. The first message has " +
  "to bring a token within 10 s. A socket is in one room at a time.",
];

/** Makes the document. */
export function buildAsyncApi(): AsyncApi {
  const vocabulary = createVocabulary();
  addSocketWords(vocabulary);
  addMessages(vocabulary);
  const messages = Object.fromEntries([
    ...commandTypes.flatMap(messagesOfCommand),
    ...eventTypes.map(messageOfEvent),
  ]);
  const inChannel = Object.keys(messages).map((key) =>
    [key, { $ref: `#/components/messages/${key}` }] as const
  );
  return {
    asyncapi: "3.0.0",
    info: {
      title: "ConFlux signalling",
      version: project.version,
      description:
        "What a client and the server say to each other in a meeting. Sound, picture and " +
        "files never pass the server: the clients find each other by `SIGNAL` and are connected straight " +
        "to each other.\n\nMaking meetings, and the token, are plain requests: see `/openapi.json`.",
      license: { name: project.license },
    },
    defaultContentType: "application/json",
    channels: {
      signalling: {
        address: "/peer_signal",
        title: "The socket",
        description: [
          ...channelDescription,
          "Close codes:",
          listCloseCodes(),
        ].join("\n\n"),
        messages: Object.fromEntries(inChannel),
        bindings: { ws: { method: "GET", bindingVersion: "0.1.0" } },
      },
    },
    operations: Object.fromEntries([
      ...commandTypes.map((type) => [camelCase(type), receive(type)] as const),
      ...broadcastTypes.map((type) => [camelCase(`SEND_${type}`), send(type, everybody)] as const),
      ...directTypes.map((type) => [camelCase(`SEND_${type}`), send(type, oneReceiver)] as const),
    ]),
    components: { messages, schemas: vocabulary.toJson("draft-07") },
  };
}

const everybody = "Everybody in the room gets it, in the same order as all the others.";
const oneReceiver = "For one receiver, without a number.";

function camelCase(type: string): string {
  return type.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const inSignalling = (key: string): Ref => ({ $ref: `${channel.$ref}/messages/${key}` });

function receive(type: CommandType): SocketOperation {
  const { title, summary, description, who } = commands[type];
  const replies = [
    ...(hasReply(type) ? [keyOf.reply(type)] : [keyOf.event("PONG")]),
    ...(type === "JOIN_MEETING" ? [keyOf.event("LOBBY_WAITING")] : []),
    keyOf.refusal(type),
  ];
  return {
    action: "receive",
    channel,
    title,
    summary: `${summary}.`,
    description: [whoMay[who], ...(description ? [description] : [])].join("\n\n"),
    messages: [inSignalling(keyOf.command(type))],
    reply: { channel, messages: replies.map(inSignalling) },
  };
}

function send(type: keyof typeof events, description: string): SocketOperation {
  const { title, summary } = events[type];
  const messages = [inSignalling(keyOf.event(type))];
  return { action: "send", channel, title, summary: `${summary}.`, description, messages };
}

function messagesOfCommand(type: CommandType): [string, SocketMessage][] {
  const { title, summary, example, reply = { data: null } } = commands[type];
  const { request_id } = asked;
  const success = { type: `RES_${type}`, message: "SUCCESS", code: 0, ...reply, request_id };
  const ids = refusalsOf(type);
  const refused: SocketMessage = {
    name: `RES_${type}`,
    title: `${title}: refused`,
    summary: ids.map((id) => `${refusal(id).status} ${id}`).join(", "),
    payload: refTo(keyOf.refusal(type)),
    correlationId,
    examples: ids.slice(-1).map((id) => {
      const { message, status: code, error } = refusal(id);
      return { payload: { type: `RES_${type}`, message, code, error, data: null, request_id } };
    }),
  };
  const command: SocketMessage = {
    name: type,
    title,
    summary: `${summary}.`,
    payload: refTo(keyOf.command(type)),
    correlationId,
    examples: [{ payload: { type, ...asked, ...example } }],
  };
  const done: SocketMessage = {
    name: `RES_${type}`,
    title: `${title}: done`,
    summary: "It is carried out.",
    payload: refTo(keyOf.reply(type)),
    correlationId,
    examples: [{ payload: success }],
  };
  return [
    [keyOf.command(type), command],
    ...(hasReply(type) ? [[keyOf.reply(type), done] satisfies [string, SocketMessage]] : []),
    [keyOf.refusal(type), refused],
  ];
}

function messageOfEvent(type: keyof typeof events): [string, SocketMessage] {
  const { title, summary, example } = events[type];
  return [keyOf.event(type), {
    name: type,
    title,
    summary: `${summary}.`,
    payload: refTo(keyOf.event(type)),
    ...("request_id" in example ? { correlationId } : {}),
    examples: [{ payload: { type, ...example } }],
  }];
}
