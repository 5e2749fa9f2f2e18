// `deno task backup FILE` and `deno task restore FILE [--replace]`: the meetings of the store that the
// settings name, in one file. `-` is standard output and input.

import {
  backUp,
  openBackup,
  openSource,
  openTarget,
  restoreRooms,
} from "../lib/server/backup/mod.ts";
import { readConfig } from "../lib/server/config.ts";
import { ArchiveError, type RoomSource } from "../lib/server/stores/mod.ts";

const usage = "Usage: deno task backup FILE\n       deno task restore FILE [--replace]\n" +
  "FILE is in data/ or backups/; - is standard output or input.";

async function backup(path: string): Promise<void> {
  const source = await openSource(readConfig());
  try {
    if (path === "-") return await writeBackup(source, Deno.stdout.writable);
    const partial = `${path}.partial`;
    // Names, chat and hashes of passcodes are in it.
    const options = { write: true, create: true, truncate: true, mode: 0o600 };
    const file = await Deno.open(partial, options);
    try {
      await writeBackup(source, file.writable);
      await Deno.rename(partial, path);
    } catch (error) {
      await Deno.remove(partial);
      throw error;
    }
  } finally {
    await source.close();
  }
}

async function writeBackup(source: RoomSource, to: WritableStream<Uint8Array>): Promise<void> {
  const writer = to.getWriter();
  const encoder = new TextEncoder();
  const write = (text: string) => writer.write(encoder.encode(text));
  const rooms = await backUp(source, { now: Date.now(), write });
  await writer.close();
  console.error(`Backed up: ${rooms} meetings.`);
}

async function restore(path: string, replaces: boolean): Promise<void> {
  const config = readConfig();
  const isPiped = path === "-";
  // It is read twice, so that nothing changes where it is damaged.
  const file = isPiped ? `${config.dataDir}/restore.${crypto.randomUUID()}` : path;
  try {
    if (isPiped) {
      await Deno.mkdir(config.dataDir, { recursive: true });
      await Deno.writeFile(file, Deno.stdin.readable, { mode: 0o600 });
    }
    const found = await openBackup(async () => (await Deno.open(file)).readable);
    const target = await openTarget(config, { replaces });
    try {
      await restoreRooms(found, target, { now: Date.now });
    } finally {
      await target.close();
    }
    console.error(`Restored: ${found.count} meetings.`);
  } finally {
    if (isPiped) await Deno.remove(file);
  }
}

/** Ends with what is to be said to the operator, and no trace of where. */
function fail(message: string): never {
  console.error(message);
  Deno.exit(1);
}

const [action, path, option, ...more] = Deno.args;
const isKnown = path !== undefined && more.length === 0 &&
  (action === "backup" ? option === undefined : option === undefined || option === "--replace");
if (!isKnown) fail(usage);
try {
  if (action === "backup") await backup(path);
  else await restore(path, option === "--replace");
} catch (error) {
  if (error instanceof ArchiveError) fail(error.message);
  if (error instanceof Deno.errors.NotFound) fail(`There is no such file or folder: ${path}`);
  if (error instanceof Deno.errors.NotCapable) fail(`${path} is out of reach.\n${usage}`);
  throw error;
}
