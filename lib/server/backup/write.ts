// Writes a backup: all rooms of a source, as lines. Knows neither where they come from nor where they go.

import { createHash } from "node:crypto";
import { changeOf, emptyRoom } from "../../shared/room/mod.ts";
import type { RoomSource } from "../stores/mod.ts";
import { backupFormat, type Footer, type Header } from "./format.ts";
import type * as z from "zod/mini";

/** Hands the lines of a backup to `write`, one after the other; the number of rooms in it. */
export async function backUp(
  source: Pick<RoomSource, "ids" | "load">,
  { now, write }: { now: number; write: (text: string) => Promise<void> },
): Promise<number> {
  const digest = createHash("sha256");
  async function line(content: unknown): Promise<void> {
    const text = `${JSON.stringify(content)}\n`;
    digest.update(text);
    await write(text);
  }

  const header: Header = {
    conflux: "backup",
    format: backupFormat,
    made: new Date(now).toISOString(),
  };
  await line(header);
  let rooms = 0;
  for (const id of await source.ids()) {
    const stored = await source.load(id);
    // Over since the ids were read.
    if (!stored) continue;
    const { room } = stored;
    await line(changeOf(emptyRoom({ ...room.meeting, removals: [] }), room));
    rooms += 1;
  }
  const footer: z.infer<typeof Footer> = { end: "backup", rooms, sha256: digest.digest("hex") };
  await write(`${JSON.stringify(footer)}\n`);
  return rooms;
}
