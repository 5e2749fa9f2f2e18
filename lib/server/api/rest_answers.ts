// What the REST routes answer, around the data of the protocol: envelopes, refusals, health.

import * as z from "zod/mini";
import { errorIds } from "../../shared/errors.ts";
import { RoomInfo } from "../../shared/protocol/mod.ts";
import type { Glossary } from "./json_schemas.ts";

const success = <T extends z.ZodMiniType>(data: T) =>
  z.object({ code: z.literal(0), data, msg: z.literal("success") });

const Refusal = z.object({ code: z.number(), msg: z.string(), error: z.enum(errorIds) });

const MeetingCreated = success(z.object({
  id: z.string(),
  organizer_key: z.optional(z.string()),
  link_key: z.optional(z.string()),
}));
const MeetingNamed = success(z.object({ id: z.string() }));
const MeetingFound = success(RoomInfo);
const Ok = z.object({ status: z.literal("ok") });

const Ready = z.object({
  status: z.literal("ready"),
  memory: z.enum(["ok", "tight"]),
  turn: z.union([
    z.literal("checking"),
    z.array(z.object({ url: z.string(), ok: z.boolean(), sentence: z.string() })),
  ]),
});
const NotReady = z.extend(Refusal, {
  code: z.literal(503),
  error: z.literal("UNAVAILABLE"),
  why: z.enum(["stopping", "draining", "memory", "store"]),
});
const Done = success(z.null());
const OpenRooms = success(z.object({
  node: z.string(),
  draining: z.boolean(),
  rooms: z.array(z.object({
    id: z.string(),
    people: z.number(),
    here: z.number(),
    waiting: z.number(),
    created_at: z.number(),
  })),
}));
const Drained = success(z.object({ draining: z.boolean(), people: z.number() }));

/** Every answer in JSON, by its name in the document. */
const answers = {
  Refusal,
  MeetingCreated,
  MeetingNamed,
  MeetingFound,
  Ok,
  Ready,
  NotReady,
  Done,
  OpenRooms,
  Drained,
} as const;
export type AnswerName = keyof typeof answers | "ConfigInfo";

export function addAnswers({ add, addFields }: Glossary): void {
  for (const [id, schema] of Object.entries(answers)) add(schema, { id });
  add(Refusal, { description: "Every failure of every route." });
  addFields(Refusal, {
    code: "The HTTP status.",
    msg: "A sentence for a person. It may change.",
    error: "What to go by. It does not change.",
  });
  addFields(MeetingCreated.def.shape.data, {
    id: "Nine digits, the first of them not 0.",
    organizer_key:
      "Whoever shows it is the organizer, on whichever device. Only where it was wanted.",
    link_key: "What the link of this meeting carries. Only where it is `link_only`.",
  });
  addFields(Ready, {
    memory: "How much of the limit is in use: `tight` from 85 % on.",
    turn: "What the server's own test of each TURN server found.",
  });
  addFields(OpenRooms.def.shape.data, { node: "What the server is called in its log." });
  addFields(Drained.def.shape.data, { people: "Whose connection is with this server." });
  addFields(NotReady, { why: "What is in the way." });
}
