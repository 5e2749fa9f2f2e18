// Reads what the server says: one text frame becomes a reply, an event, or nothing. The only place
// where the engine parses socket messages. Pure.

import * as z from "zod/mini";
import { type ErrorId, refusal } from "../../shared/errors.ts";
import { Reply, ServerEvent } from "../../shared/protocol/mod.ts";
import { readJson } from "../json.ts";

/** What came of a request. `isLost`: nobody knows, as no answer came. */
export type Answer =
  | { readonly ok: true; readonly body: unknown }
  | {
    readonly ok: false;
    readonly error: ErrorId;
    readonly message: string;
    readonly isLost: boolean;
  };

export type Incoming =
  | { readonly kind: "reply"; readonly requestId: string; readonly answer: Answer }
  /** `event` is null for a type we do not know; its number counts all the same (P16, P17). */
  | {
    readonly kind: "event";
    readonly event: ServerEvent | null;
    readonly seq: number | null;
    /** The number of the broadcast this socket was sent before this one, where some were left out. */
    readonly prev: number | null;
    readonly requestId: string | null;
  };

const Head = z.object({
  type: z.string(),
  request_id: z.optional(z.string()),
  seq: z.optional(z.number()),
  prev: z.optional(z.number()),
});

export const lostAnswer: Answer = {
  ok: false,
  error: "UNAVAILABLE",
  message: refusal("UNAVAILABLE").message,
  isLost: true,
};

/** Parses one frame; null for what is no message at all. */
export function parseFrame(text: string): Incoming | null {
  const value = readJson(text);
  const head = Head.safeParse(value);
  if (!head.success) return null;
  const { type, request_id: requestId = null, seq = null, prev = null } = head.data;
  if (type.startsWith("RES_")) {
    return requestId === null ? null : { kind: "reply", requestId, answer: readAnswer(value) };
  }
  const parsed = ServerEvent.safeParse(value);
  const event = parsed.success ? parsed.data : null;
  if (event?.type === "ERROR" && requestId !== null) {
    const { error, message } = event;
    return { kind: "reply", requestId, answer: { ok: false, error, message, isLost: false } };
  }
  return { kind: "event", event, seq, prev, requestId };
}

function readAnswer(value: unknown): Answer {
  const reply = Reply.safeParse(value);
  if (reply.success && reply.data.code === 0) return { ok: true, body: value };
  const error = reply.data?.error ?? "INTERNAL";
  return {
    ok: false,
    error,
    message: reply.data?.message ?? refusal(error).message,
    isLost: false,
  };
}
