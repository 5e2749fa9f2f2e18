// The file of a backup: lines of JSON. The first names the format, each after it is a room as stores tell
// of it, the last one has their number and a digest of all before it. Knows no store and no file.

import * as z from "zod/mini";
import { isMeetingId } from "../../shared/ids.ts";
import type { RoomChange } from "../../shared/room/mod.ts";

/** Grows where an older version would read a file wrongly. */
export const backupFormat = 1;

/** Of later formats only this is known: that they are later ones. */
export const Opening = z.object({ conflux: z.literal("backup"), format: z.int() });
export type Header = z.infer<typeof Opening> & { readonly made: string };

export const Footer = z.object({
  end: z.literal("backup"),
  rooms: z.int(),
  sha256: z.string(),
});

const keys = z.array(z.string());
const Head = z.object({
  meeting: z.object({ id: z.string().check(z.refine(isMeetingId)), title: z.string() }),
  seq: z.int(),
  seats: keys,
  waiting: keys,
  removals: keys,
  firstChat: z.int(),
});
const value = z.record(z.string(), z.unknown());
const Shape = z.object({
  head: Head,
  parts: z.array(z.object({ kind: z.enum(["seat", "waiting", "removal", "chat"]), value })),
});

/** A room as `changeOf` makes it of an empty one. What is in it is the server's own, as in a store. */
export const RoomLine = z.custom<RoomChange>((raw) => Shape.safeParse(raw).success);
