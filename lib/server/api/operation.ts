// What is said of one operation of the REST side. Types only.

import type { ErrorId } from "../../shared/errors.ts";
import type { AnswerName } from "./rest_answers.ts";

export type ParameterName =
  | "user_id"
  | "meeting_id"
  | "name"
  | "passcode"
  | "link"
  | "key"
  | "wanted"
  | "entry";
export type Tag = "Beginning" | "Meetings" | "Operation" | "Descriptions";

export interface Operation {
  readonly id: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  /** Who has to show themselves, and as what. */
  readonly security?: "token" | "metricsToken" | "adminToken";
  readonly parameters?: readonly ParameterName[];
  readonly body?: {
    readonly schema: "MeetingDraft" | "MeetingChange" | "CallReport";
    readonly example: object;
  };
  readonly answer:
    | { readonly schema: AnswerName; readonly example: object }
    | { readonly mediaType: string };
  /** Beside INTERNAL, which may come from anywhere. */
  readonly refusals: readonly ErrorId[];
}
