// Brings people into rooms, of ConFlux or of the bare relay, and says what a message from one to a
// room-mate looks like. Both servers get the same messages; ConFlux's carry its token besides.

import { type Client, openClient, openHttp } from "./connection.ts";
import { encodeFrame } from "./frames.ts";
import { cpuSeconds } from "./process.ts";

export type Target = "conflux" | "bare";

/** Somebody in a room; `mate` is the index of the one who gets what this one sends. */
export interface Person {
  readonly client: Client;
  readonly mate: number;
  /** The frame of a message to the mate. */
  signal(payload: object): Uint8Array;
}

interface Options {
  readonly target: Target;
  readonly port: number;
  /** The server's process. */
  readonly pid: number;
  readonly sockets: number;
  readonly roomSize: number;
}

/** At the same time on their way in; an address may hold 20 sockets without a token (S7). */
const concurrency = 16;

/** Brings everybody in; times are from the first request to the last answer. */
export async function bringIn(
  options: Options,
): Promise<{ people: Person[]; joinMs: number; joinServerMs: number }> {
  const { target, port, sockets, roomSize } = options;
  const roomIds = await makeRooms(options);
  const muids = Array.from({ length: sockets }, () => crypto.randomUUID());
  const people: Person[] = [];
  const lines = target === "conflux"
    ? await Promise.all(Array.from({ length: concurrency }, () => openHttp(port)))
    : [];
  let next = 0;

  async function join(line: (typeof lines)[number] | undefined, index: number): Promise<void> {
    const roomId = roomIds[Math.floor(index / roomSize)] ?? "";
    const muid = muids[index] ?? "";
    const { token } = await line?.request(`GET /config/${crypto.randomUUID()}`) ?? {};
    const client = await openClient(port, "/peer_signal");
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    client.onText = (payload) => {
      const { type, code, message } = JSON.parse(new TextDecoder().decode(payload));
      if (type !== "RES_JOIN_MEETING") return;
      if (code === 0) resolve();
      else reject(new Error(`cannot join: ${message}`));
    };
    const common = { room_id: roomId, token };
    const name = `Person ${index % roomSize}`;
    const hello = { type: "JOIN_MEETING", ...common, request_id: "join", muid, name };
    client.write(encodeFrame(JSON.stringify(hello)));
    await promise;
    client.onText = () => {};
    const mate = mateOf(index, roomSize);
    const to = muids[mate];
    people[index] = {
      client,
      mate,
      signal: (payload) => encodeFrame(JSON.stringify({ type: "SIGNAL", ...common, to, payload })),
    };
  }

  const started = performance.now();
  const cpuBefore = cpuSeconds(options.pid);
  await Promise.all(Array.from({ length: concurrency }, async (_, worker) => {
    for (let index = next++; index < sockets; index = next++) await join(lines[worker], index);
  }));
  const joinMs = performance.now() - started;
  const joinServerMs = (cpuSeconds(options.pid) - cpuBefore) * 1_000;
  lines.forEach((line) => line.close());
  return { people, joinMs, joinServerMs };
}

/** The next one in the room, the first one for the last: everybody gets from exactly one. */
function mateOf(index: number, roomSize: number): number {
  const first = index - (index % roomSize);
  return first + ((index + 1 - first) % roomSize);
}

async function makeRooms({ target, port, sockets, roomSize }: Options): Promise<string[]> {
  const count = Math.ceil(sockets / roomSize);
  if (sockets % roomSize !== 0) throw new Error("rooms must be full");
  if (target === "bare") return Array.from({ length: count }, () => crypto.randomUUID());
  const line = await openHttp(port);
  const { token } = await line.request(`GET /config/${crypto.randomUUID()}`);
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const body = { title: "Weekly", organizer_name: "Olga" };
    ids.push((await line.request("POST /meeting", { token, body })).data.id);
  }
  line.close();
  return ids;
}
