// What was typed about a new meeting, as the server takes it, or the first thing that is wrong with it.
// Pure.

import { cleanName, cleanText, maxTitleLength } from "../../shared/names.ts";
import { cleanPasscode } from "../../shared/passcodes.ts";
import type { MeetingDraft } from "../../shared/protocol/mod.ts";
import { readStart } from "../plan/mod.ts";

export interface Typed {
  readonly name: string;
  /** Empty: the meeting is called after who makes it. */
  readonly title: string;
  readonly passcode: string;
  readonly hasLobby: boolean;
  /** Of a meeting that starts later: who has the number alone waits. */
  readonly isLinkOnly: boolean;
  /** Of a meeting that starts later: guests need not wait for that. */
  readonly isOpenEarly: boolean;
  /** As a date input has it, in the zone of this machine; null where it starts now. */
  readonly start: string | null;
}

/** What is wrong, by the name of its sentence. */
export type DraftProblem =
  | "nameMissing"
  | "nameWrong"
  | "titleWrong"
  | "passcodeWrong"
  | "startMissing"
  | "startPast";

interface Surroundings {
  readonly defaultTitle: (name: string) => string;
  readonly timeZone: string;
  readonly nowMs: number;
}

/** The draft of a meeting, or its problem. */
export function readDraft(typed: Typed, around: Surroundings): MeetingDraft | DraftProblem {
  const organizer_name = cleanName(typed.name);
  if (!organizer_name) return typed.name.trim() === "" ? "nameMissing" : "nameWrong";
  const title = typed.title.trim() === ""
    ? around.defaultTitle(organizer_name)
    : cleanText(typed.title, maxTitleLength);
  if (!title) return "titleWrong";
  const passcode = cleanPasscode(typed.passcode);
  // Who typed blanks wanted a passcode: without one the meeting would be open.
  if (typed.passcode !== "" && passcode === "") return "passcodeWrong";
  const start_time = typed.start === null ? null : readStart(typed.start, around);
  if (start_time === "missing") return "startMissing";
  if (start_time === "past") return "startPast";
  return {
    title,
    organizer_name,
    ...(start_time !== null && {
      start_time,
      ...(typed.isLinkOnly && { link_only: true }),
      ...(typed.isOpenEarly && { join_before_start: true }),
    }),
    ...(passcode && { passcode }),
    ...(typed.hasLobby && { lobby: true }),
  };
}
