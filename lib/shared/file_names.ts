// What a file that somebody sends may be called on another person's disk. Pure text; the name comes
// from a stranger and ends in a download, so it is brought to something harmless and never refused.

import { invisible } from "./names.ts";

/** Longest name in code points: three bytes each still fit what file systems take (255 bytes). */
export const maxFileNameLength = 80;
/** An ending longer than this is no ending. */
const maxEndingLength = 12;

const everyInvisible = new RegExp(invisible.source, "gu");
/** What Windows allows in no name. */
const forbidden = /[<>:"|?*]/g;
/** Names of devices on Windows, whatever their ending. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name under which a file is shown and saved: no folders, nothing invisible or that turns the
 * direction of text, no leading dots, at most 80 code points with its ending kept; "file" where
 * nothing is left.
 */
export function cleanFileName(raw: string): string {
  // Long before anything readable ends; the ending is kept.
  const last = raw.slice(-1_024).split(/[/\\]/).at(-1) ?? "";
  const visible = last.normalize("NFC").replace(everyInvisible, "").replace(forbidden, "_")
    .replace(/\s+/g, " ");
  const bare = visible.replace(/^[. ]+|[. ]+$/g, "");
  const short = shorten(bare).replace(/[. ]+$/, "");
  if (short === "") return "file";
  return device.test(short) ? `_${short}` : short;
}

function shorten(name: string): string {
  const points = [...name];
  if (points.length <= maxFileNameLength) return name;
  const dot = points.lastIndexOf(".");
  const ending = dot > 0 && points.length - dot <= maxEndingLength ? points.slice(dot) : [];
  return [...points.slice(0, maxFileNameLength - 1 - ending.length), "…", ...ending].join("");
}
