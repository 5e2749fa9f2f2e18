// R12 over time: what people who come and go leave behind in a server that is a process of its own, so
// that the memory of the clients does not count.

import assert from "node:assert/strict";
import { type Client, openClient } from "../bench/connection.ts";
import { encodeFrame, opcodes } from "../bench/frames.ts";
import { residentBytes } from "../bench/process.ts";
import { buildApp } from "../e2e/rig/app_process.ts";
import { newToken, scheduleMeeting } from "./people.ts";
import { testsOnServer } from "./server_test_case.ts";

await buildApp();

/** Below the 20 sockets without a token that one address may hold. */
const workers = 16;
const warmUp = 1_000;
const cycles = 10_000;
/**
 * Left alone, V8 lets its heap grow far before it clears up, and what is garbage looks like what is
 * kept. Like this it clears up all of it every few MB: memory is what is kept.
 */
const tidy = "--gc-global,--max-semi-space-size=4";
/** Deno itself holds a socket that vanished for 15 s (some 4 KiB): until its idle timer is over. */
const settlingMs = 60_000;
const joinsPerUser = 15;
const decoder = new TextDecoder();

interface Guest {
  readonly port: number;
  readonly room: string;
  readonly token: string;
  readonly name: string;
}

/** Connects, joins, and leaves as a browser does; or is gone without a word. */
async function comeAndGo({ port, room, token, name }: Guest, isPolite: boolean): Promise<void> {
  const client = await openClient(port, "/peer_signal");
  const common = { room_id: room, token };
  const muid = crypto.randomUUID();
  await ask(client, { type: "JOIN_MEETING", ...common, muid, name });
  if (!isPolite) return client.close();
  await ask(client, { type: "LEAVE_MEETING", ...common });
  await new Promise((resolve) => {
    client.onEnd = resolve;
    client.write(encodeFrame(Uint8Array.of(1000 >> 8, 1000 & 0xff), opcodes.close));
  });
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

const test = testsOnServer({
  // What is kept of a room is to show in memory.
  CONFLUX_STORE: "memory",
  // A seat is given up at once, so that vanishing is a cycle of its own too.
  CONFLUX_GRACE_S: "0",
  CONFLUX_MAX_PARTICIPANTS: "100",
  DENO_V8_FLAGS: tidy,
});

test("[R12] 10,000 people who connect, join and leave or vanish leave no memory and no socket behind", async (app) => {
  const port = Number(new URL(app.origin).port);
  const pid = await app.pid();
  const organizer = await newToken(app.origin);
  const rooms = await Promise.all(
    Array.from({ length: workers / 2 }, () => scheduleMeeting(app.origin, organizer)),
  );
  const before = openFiles(pid);
  let serial = 0;

  async function runCycles(count: number, isPolite: (n: number) => boolean): Promise<void> {
    const end = serial + count;
    await Promise.all(Array.from({ length: workers }, async (_, worker) => {
      // Two to a room: now there is somebody in it, now there is not.
      const room = rooms[worker % rooms.length] ?? "";
      let token = "";
      for (let own = 0; serial < end; own++) {
        const n = serial++;
        // One user may join 20 times in a row.
        if (own % joinsPerUser === 0) token = await newToken(app.origin);
        await comeAndGo({ port, room, token, name: `Guest ${n}` }, isPolite(n));
      }
    }));
  }

  await runCycles(warmUp, (n) => n % 2 === 0);
  const warm = residentBytes(pid);
  await runCycles(cycles, (n) => n % 2 === 0);
  const growth = () => residentBytes(pid) / warm - 1;
  const deadline = performance.now() + settlingMs;
  while (growth() >= 0.1) {
    const percent = (growth() * 100).toFixed(1);
    assert.ok(
      performance.now() < deadline,
      `RSS grew by ${percent} % from ${warm / 2 ** 20} MiB`,
    );
    // V8 clears up while there is something to do.
    await runCycles(workers, () => true);
  }

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
