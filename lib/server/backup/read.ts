// Reads a backup: checks all of it before anybody gets a room of it. Knows no store.

import { createHash } from "node:crypto";
import { composeRoom, type Room } from "../../shared/room/mod.ts";
import { ArchiveError } from "../stores/mod.ts";
import { backupFormat, Footer, Opening, RoomLine } from "./format.ts";

/** Opens the file from its beginning. */
export type OpenFile = () => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;

export interface Backup {
  readonly count: number;
  rooms(): AsyncIterable<Room>;
}

/** Checks the whole backup; rejects where it is none, is damaged, or of a later version. */
export async function openBackup(open: OpenFile): Promise<Backup> {
  const ids = new Set<string>();
  let count = 0;
  for await (const { meeting } of readRooms(open)) {
    ids.add(meeting.id);
    count += 1;
  }
  if (ids.size < count) throw damaged("it has a meeting twice");
  return { count, rooms: () => readRooms(open) };
}

async function* readRooms(open: OpenFile): AsyncGenerator<Room> {
  const digest = createHash("sha256");
  let number = 0;
  let rooms = 0;
  let isOver = false;
  for await (const line of linesOf(await open())) {
    number += 1;
    const content = parseLine(line, number);
    if (isOver) throw damaged(`something follows its end in line ${number}`);
    if (number === 1) checkOpening(content);
    else if (Footer.safeParse(content).success) {
      const footer = Footer.parse(content);
      if (footer.sha256 !== digest.digest("hex") || footer.rooms !== rooms) {
        throw damaged("its content is not what was written");
      }
      isOver = true;
    } else {
      yield readRoom(content, number);
      rooms += 1;
    }
    if (!isOver) digest.update(`${line}\n`);
  }
  if (!isOver) throw damaged("its end is missing");
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // What stands there may be somebody's chat: only the place is told.
    throw number === 1 ? noBackup() : damaged(`line ${number} cannot be read`);
  }
}

function checkOpening(content: unknown): void {
  const opening = Opening.safeParse(content);
  if (!opening.success) throw noBackup();
  if (opening.data.format > backupFormat) throw later();
}

function readRoom(content: unknown, number: number): Room {
  const line = RoomLine.safeParse(content);
  if (!line.success) throw damaged(`line ${number} is no meeting`);
  const { head, parts } = line.data;
  try {
    return composeRoom(head, parts);
  } catch (error) {
    throw later(error);
  }
}

/** Lines as they were written: a line separator inside of a text is none. */
async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const bytes of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + bytes).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

const noBackup = () => new ArchiveError("This file is no backup of ConFlux.");
const later = (cause?: unknown) =>
  new ArchiveError("This backup is of a later version of ConFlux.", { cause });
const damaged = (why: string) => new ArchiveError(`This backup is damaged: ${why}.`);
