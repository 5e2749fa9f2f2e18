// Ten thousand people in rooms of four, a process of its own like load.ts: brings them in, takes the
// server away and counts who is back in the seat. Each comes from an address of their own, as a proxy
// would say, so that every limit may stay as it is set by default.

import { startRedis } from "../fakes/redis_process.ts";
import { attend, type Attendee } from "./attendee.ts";
import { openHttp } from "./connection.ts";
import { cpuSeconds, residentBytes, sleep } from "./process.ts";
import { type RunningServer, startServer } from "./servers.ts";

export interface CrowdPlan {
  readonly store: "kv" | "redis";
  readonly people: number;
  readonly roomSize: number;
}

/** What became of everybody after the server was gone; times in ms since the signal to it. */
export interface Return {
  /** A server listens again. */
  readonly listeningMs: number;
  /** 99.9 % are in their seats; null where that was not so within the grace. */
  readonly mostMs: number | null;
  readonly lastMs: number;
  /** People in their seats at the end of the grace. */
  readonly back: number;
  /** What the others were told, each once. */
  readonly reasons: readonly string[];
  /** The same as the server tells it: in the roster, and online. */
  readonly online: number;
  /** Of the new server, a while later. */
  readonly bytes: number;
}

export interface CrowdMeasured {
  readonly store: CrowdPlan["store"];
  readonly people: number;
  readonly joinMs: number;
  readonly joinServerMs: number;
  readonly emptyBytes: number;
  readonly fullBytes: number;
  /** By the signal that the server got. */
  readonly killed: Return;
  readonly stopped: Return;
}

type Settings = Record<string, string>;
type Http = Awaited<ReturnType<typeof openHttp>>;

/** People who are on their way in at the same time. */
const concurrency = 64;
/** CONFLUX_GRACE_S as it is by default. */
const graceMs = 30_000;
const enough = 0.999;
const settleMs = 2_000;

interface Crowd {
  readonly attendees: Attendee[];
  readonly roomIds: string[];
  /** Resolves as soon as everybody is seated, or at the deadline. */
  whenSeated(deadline: number): Promise<void>;
}

async function run(plan: CrowdPlan): Promise<CrowdMeasured> {
  const root = new URL("../../data", import.meta.url).pathname;
  await Deno.mkdir(root, { recursive: true });
  const dataDir = await Deno.makeTempDir({ dir: root, prefix: "bench-" });
  const redis = plan.store === "redis" ? await startRedis({ fsync: "everysec" }) : null;
  try {
    return await measure(plan, {
      CONFLUX_STORE: redis?.url ?? "kv",
      CONFLUX_DATA: dataDir,
      CONFLUX_SECRET: crypto.randomUUID(),
      CONFLUX_TRUST_PROXY: "true",
    });
  } finally {
    await redis?.close();
    await Deno.remove(dataDir, { recursive: true });
  }
}

async function measure(plan: CrowdPlan, settings: Settings): Promise<CrowdMeasured> {
  let server = await startServer("conflux", { settings });
  try {
    const { port } = server;
    const emptyBytes = residentBytes(server.pid);
    const startedAt = performance.now();
    const cpuBefore = cpuSeconds(server.pid);
    const crowd = await gather(plan, port);
    const joinMs = performance.now() - startedAt;
    const joinServerMs = (cpuSeconds(server.pid) - cpuBefore) * 1_000;
    await sleep(settleMs);
    const fullBytes = residentBytes(server.pid);
    const takeAway = async (signal: Deno.Signal) => {
      const at = performance.now();
      await server.exit(signal);
      server = await startServer("conflux", { settings, port });
      return await watchReturn(crowd, server, at);
    };
    const killed = await takeAway("SIGKILL");
    const stopped = await takeAway("SIGTERM");
    crowd.attendees.forEach((one) => one.leave());
    const { store, people } = plan;
    return { store, people, joinMs, joinServerMs, emptyBytes, fullBytes, killed, stopped };
  } finally {
    await server.exit("SIGKILL");
  }
}

/** `at`: when the server before this one got its signal. */
async function watchReturn(crowd: Crowd, server: RunningServer, at: number): Promise<Return> {
  const listeningMs = performance.now() - at;
  await crowd.whenSeated(at + graceMs);
  const times = crowd.attendees.map(({ seatedAt }) => seatedAt).filter((time) => time !== null)
    .map((time) => time - at).sort((one, other) => one - other);
  const most = Math.ceil(crowd.attendees.length * enough);
  const others = crowd.attendees.filter(({ seatedAt }) => seatedAt === null);
  const reasons = [...new Set(others.map(({ refused }) => refused ?? "nothing"))];
  const online = await countOnline(crowd, server);
  await sleep(settleMs);
  return {
    listeningMs,
    mostMs: times[most - 1] ?? null,
    lastMs: times.at(-1) ?? NaN,
    back: times.length,
    reasons,
    online,
    bytes: residentBytes(server.pid),
  };
}

/** Makes the meetings and brings everybody in; each room's first is its organizer. */
async function gather({ people, roomSize }: CrowdPlan, port: number): Promise<Crowd> {
  const attendees: Attendee[] = [];
  const roomIds: string[] = [];
  const waiting = new Set<() => void>();
  const onSettled = () => waiting.forEach((check) => check());

  /** Resolves when `isSo`, which is asked whenever somebody is answered; or at the deadline. */
  function until(isSo: () => boolean, deadline: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      };
      const check = () => isSo() && finish();
      const timer = setTimeout(finish, deadline - performance.now());
      waiting.add(check);
      check();
    });
  }

  async function bringRoom(line: Http, room: number): Promise<void> {
    let roomId = "";
    for (let seat = 0; seat < roomSize; seat++) {
      const index = room * roomSize + seat;
      const from = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
      const { token } = await line.request(`GET /config/${crypto.randomUUID()}`, { from });
      const draft = { title: "Weekly", organizer_name: "Person 0" };
      roomId ||= (await line.request("POST /meeting", { token, body: draft, from })).data.id;
      const { promise, resolve } = Promise.withResolvers<void>();
      const name = `Person ${seat}`;
      const one = attend({
        port,
        roomId,
        token,
        name,
        from,
        onSettled() {
          resolve();
          onSettled();
        },
      });
      attendees.push(one);
      await promise;
      if (one.refused) throw new Error(`cannot join: ${one.refused}`);
    }
    roomIds.push(roomId);
  }

  const lines = await Promise.all(Array.from({ length: concurrency }, () => openHttp(port)));
  let next = 0;
  await Promise.all(lines.map(async (line) => {
    for (let room = next++; room < people / roomSize; room = next++) await bringRoom(line, room);
    line.close();
  }));
  const isEverybodySeated = () => attendees.every(({ seatedAt }) => seatedAt !== null);
  return { attendees, roomIds, whenSeated: (deadline) => until(isEverybodySeated, deadline) };
}

/** Of the crowd, those whom the server shows as being there. */
async function countOnline({ attendees, roomIds }: Crowd, { port }: RunningServer) {
  const line = await openHttp(port);
  const muids = new Set(attendees.map(({ muid }) => muid));
  let count = 0;
  for (const [index, id] of roomIds.entries()) {
    // A visitor with a name and an address of their own.
    const from = `10.128.${index >> 8}.${index & 255}`;
    const { token } = await line.request(`GET /config/${crypto.randomUUID()}`, { from });
    // A server that cannot say so now (503) shows nobody.
    const seen = await line.request(`GET /meeting/${id}/Visitor`, { token, from }).catch(() =>
      null
    );
    for (const { muid, online } of seen?.data.participants ?? []) {
      if (online && muids.has(muid)) count++;
    }
  }
  line.close();
  return count;
}

if (import.meta.main) console.log(JSON.stringify(await run(JSON.parse(Deno.args[0] ?? "{}"))));
