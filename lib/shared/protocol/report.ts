// What a browser reports of its part of a call when it ends (POST /report): how connections went, and nobody's
// name, number or address.

import * as z from "zod/mini";

/** Links that one report may have; more people are in no meeting. */
const maxLinks = 100;
const Milliseconds = z.int().check(z.nonnegative(), z.maximum(86_400_000));

/** The connection to one of the others. */
export const LinkReport = z.object({
  /** How it ran last; "none": it never stood. */
  path: z.enum(["direct", "relay", "none"]),
  /** From when they were known until their first picture; absent where none was due. */
  first_frame_ms: z.optional(Milliseconds),
  /** The longest time their picture stood still; absent where there was none. */
  longest_freeze_ms: z.optional(Milliseconds),
});
export type LinkReport = z.infer<typeof LinkReport>;

/** The body of POST /report. The token stands in it, since a page that goes can send no headers. */
export const CallReport = z.object({
  token: z.string().check(z.maxLength(4_096)),
  links: z.array(LinkReport).check(z.minLength(1), z.maxLength(maxLinks)),
});
export type CallReport = z.infer<typeof CallReport>;
