// R12 over time: what people who come and go leave behind in a server that is a process of its own, so
// that the memory of the clients does not count.

import assert from "node:assert/strict";
import { type Client, openClient } from "../bench/connection.ts";
import { encodeFrame } from "../bench/frames.ts";
import { residentBytes } from "../bench/process.ts";
import { buildApp, serveApp } from "../e2e/rig/app_process.ts";
import { newToken, scheduleMeeting } from "./people.ts";

await buildApp();

/** Below the 20 sockets without a token that one address may hold. */
const workers = 16;
const warmUp = 10_000;
const cycles = 10_000;
/**
 * Left alone, V8 lets its heap grow far on a large machine before it clears up, and what is garbage
 * looks like what is kept. With a limit, as on a small machine, the peak is level after some 9,000
 * cycles: or it is a leak.
 */
const heapLimit = "--max-old-space-size=160";
const sampleEvery = 500;
const decoder = new TextDecoder();

interface Guest {
  readonly port: number;
  readonly room: string;
  readonly token: string;
  readonly name: string;
}

/** Connects, joins, and leaves; or is gone without a word. */
async function comeAndGo({ port, room, token, name }: Guest, isPolite: boolean): Promise<void> {
  const client = await openClient(port, "/peer_signal");
  const common = { room_id: room, token };
  const muid = crypto.randomUUID();
  await ask(client, { type: "JOIN_MEETING", ...common, muid, name });
  if (isPolite) await ask(client, { type: "LEAVE_MEETING", ...common });
  client.close();
}

function ask(client: Client, message: { type: string } & Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    client.onText = (payload) => {
      const frame = JSON.parse(decoder.decode(payload));
      if (frame.type !== `RES_${message.type}`) return;
      if (frame.code === 0) resolve();
      else reject(new Error(frame.error));
    };
    client.onEnd = (code) => reject(new Error(`the server closed: ${code}`));
    client.write(encodeFrame(JSON.stringify(message)));
  });
}

function openFiles(pid: number): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}

Deno.test("[R12] 10,000 people who connect, join and leave or vanish leave no memory and no socket behind", async () => {
  // What is kept of a room is to show in memory. A seat is given up at once, so that vanishing is a cycle
  // of its own too.
  await using app = await serveApp({
    CONFLUX_STORE: "memory",
    CONFLUX_GRACE_S: "0",
    CONFLUX_MAX_PARTICIPANTS: "100",
    DENO_V8_FLAGS: heapLimit,
  });
  const port = Number(new URL(app.origin).port);
  const pid = await app.pid();
  const organizer = await newToken(app.origin);
  const rooms = await Promise.all(
    Array.from({ length: workers / 2 }, () => scheduleMeeting(app.origin, organizer)),
  );
  const tokens = await Promise.all(rooms.map(() => newToken(app.origin)));
  const before = openFiles(pid);
  let serial = 0;

  /** The most memory that the server had meanwhile. */
  async function runCycles(count: number): Promise<number> {
    const end = serial + count;
    let peak = 0;
    await Promise.all(Array.from({ length: workers }, async (_, worker) => {
      // Two to a room: now there is somebody in it, now there is not.
      const room = rooms[worker % rooms.length] ?? "";
      const token = tokens[worker % rooms.length] ?? "";
      while (serial < end) {
        const n = serial++;
        await comeAndGo({ port, room, token, name: `Guest ${n}` }, n % 2 === 0);
        if (n % sampleEvery === 0) peak = Math.max(peak, residentBytes(pid));
      }
    }));
    return peak;
  }

  const warm = await runCycles(warmUp);
  const grown = await runCycles(cycles) / warm - 1;
  assert.ok(grown < 0.1, `RSS grew by ${(grown * 100).toFixed(1)} % from ${warm / 2 ** 20} MiB`);

  for (const id of rooms) {
    while (await countPeople(app.origin, id) > 0) await later();
  }
  while (openFiles(pid) > before + rooms.length) await later();
  assert.doesNotMatch(app.output, /"level":"error"/);
});

/** People in the meeting, vanished ones in their grace included. */
async function countPeople(origin: string, id: string): Promise<number> {
  const answer = await fetch(`${origin}/meeting/${id}/Visitor`);
  return (await answer.json()).data.participants.length;
}

const later = () => new Promise((resolve) => setTimeout(resolve, 20));
