// The reasons the exit page knows, and the address at which it is told one. Pure functions.

import type { EndReason } from "../browser/call_api.ts";

const exitReasons = ["left", "finished", "removed", "taken-over", "denied", "lost"] as const;
export type ExitReason = typeof exitReasons[number];

export function isExitReason(text: string): text is ExitReason {
  return exitReasons.some((reason) => reason === text);
}

function exitReasonOf(reason: EndReason): ExitReason {
  if (reason.kind !== "refused") return reason.kind;
  if (reason.error === "REMOVED") return "removed";
  if (reason.error === "DENIED") return "denied";
  // The meeting was ended while we were away.
  if (reason.error === "MEETING_NOT_FOUND") return "finished";
  return "lost";
}

/** Where a call that ended goes; `query` is what the address of its page asked for, "" or "?…". */
export function exitPath(reason: EndReason, meetingId: string, query: string): string {
  return `/exit?reason=${exitReasonOf(reason)}&meeting=${meetingId}${query.replace("?", "&")}`;
}
