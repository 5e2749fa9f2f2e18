// Frames in and out of one socket: what a request looks like, what its answer looks like, and how large
// a frame may be. Pure; knows no session.

import * as z from "zod/mini";
import type { Refusal } from "../../shared/errors.ts";
import { ClientMessage, maxFrameBytes } from "../../shared/protocol/mod.ts";
import { sha256Base64Url } from "../crypto.ts";

const encoder = new TextEncoder();
/** Compiled once: as written, each message would be walked through schema by schema. */
const Message = z.compile(ClientMessage);

/** What a command answers: a refusal, success with data, or a frame of another type. */
export type Answer =
  | { readonly refusal: Refusal }
  | { readonly data: unknown; readonly beside?: object }
  /** A frame of another type than RES_…; interim: the answer proper is still to come. */
  | {
    readonly raw: { readonly type: "PONG"; readonly time: number } | {
      readonly type: "LOBBY_WAITING";
      readonly host_present?: boolean;
      readonly starts_at?: number;
    };
    readonly isInterim?: boolean;
  };

/** The frame that answers a message (P9). */
export function encodeReply(message: ClientMessage, reply: Answer): string {
  const { request_id } = message;
  if ("raw" in reply) return JSON.stringify({ ...reply.raw, request_id });
  const type = `RES_${message.type}`;
  if ("refusal" in reply) {
    const { error, status: code, message: sentence } = reply.refusal;
    return JSON.stringify({ type, message: sentence, code, error, data: null, request_id });
  }
  const { data, beside } = reply;
  return JSON.stringify({ type, message: "SUCCESS", code: 0, data, ...beside, request_id });
}

/**
 * What a request is known by where it comes again (R4): its id and what it asks for, as a client may use
 * an id for something else. Undefined where it has no id, and for a page of the chat: that may be read
 * again, and is too large to be remembered.
 */
export function requestKey(
  { request_id: id, token: _, ...asked }: ClientMessage,
): string | undefined {
  return id === undefined || asked.type === "CHAT_HISTORY"
    ? undefined
    : `${id} ${sha256Base64Url(JSON.stringify(asked)).slice(0, 16)}`;
}

/** True above 32 KiB of UTF-8 (P8); most frames are told by their length alone. */
export function isTooLarge(text: string): boolean {
  if (text.length * 3 <= maxFrameBytes) return false;
  return text.length > maxFrameBytes || encoder.encode(text).length > maxFrameBytes;
}

/** A message, or what is wrong with the frame, in words that name the field. */
export type Parsed =
  | { readonly ok: true; readonly message: ClientMessage }
  | { readonly ok: false; readonly message: string; readonly requestId?: string };

/** Reads one frame (P8). */
export function parseFrame(text: string): Parsed {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, message: "The frame is not JSON." };
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return { ok: false, message: "The frame is not a JSON object." };
  }
  const result = Message.safeParse(raw);
  if (result.success) return { ok: true, message: result.data };
  const issue = result.error.issues[0];
  const field = issue?.path.join(".") || "type";
  const requestId = "request_id" in raw && typeof raw.request_id === "string"
    ? raw.request_id.slice(0, 64)
    : undefined;
  return { ok: false, message: `"${field}": ${issue?.message ?? "is not valid"}`, requestId };
}
