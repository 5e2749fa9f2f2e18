// How a call ends, read off what the server said: a refusal or a terminal close code. Pure.

import { type ErrorId, refusal } from "../../shared/errors.ts";
import { closeCodes } from "../../shared/protocol/mod.ts";

/** How the call ended, or why it did not begin. */
export type EndReason =
  | { readonly kind: "left" }
  | { readonly kind: "finished" }
  | { readonly kind: "removed" }
  | { readonly kind: "taken-over" }
  /** The join was refused, or the server ended the session. */
  | { readonly kind: "refused"; readonly error: ErrorId; readonly message: string };

/** The end by a refusal; `message` replaces the table's sentence. */
export function refusedWith(error: ErrorId, message?: string): EndReason {
  return { kind: "refused", error, message: refusal(error, message).message };
}

/** True for refusals of a seat we had that may pass: trouble of the server, not of ours. */
export function isPassing(error: ErrorId): boolean {
  return ["UNAVAILABLE", "INTERNAL", "RATE_LIMITED"].includes(error);
}

/** The end by a terminal close code (PROTOCOL.md, "Close codes"). */
export function reasonOf(code: number): EndReason {
  switch (code) {
    case closeCodes.removed:
      return { kind: "removed" };
    case closeCodes.takenOver:
      return { kind: "taken-over" };
    case closeCodes.finished:
      return { kind: "finished" };
    default:
      return refusedWith("BAD_MESSAGE");
  }
}
