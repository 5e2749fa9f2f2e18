// The load generator, a process of its own: brings people into the rooms of one server, puts the
// loads of its plan on it, and prints what it measured as one line of JSON.

import { bringIn, type Target } from "./people.ts";
import { residentBytes, sleep } from "./process.ts";
import { saturate, type Saturation, timeMessages } from "./phases.ts";

export interface Plan {
  readonly target: Target;
  readonly port: number;
  /** The server's process, whose CPU and memory are read. */
  readonly pid: number;
  readonly sockets: number;
  readonly roomSize: number;
  /** How long each saturation lasts after its warm-up. */
  readonly ms: number;
  readonly loads: readonly ("sdp" | "ice" | "latency" | "idle")[];
}

export interface Measured {
  readonly joinMs: number;
  /** CPU that the server spent meanwhile. */
  readonly joinServerMs: number;
  readonly emptyBytes: number;
  /** Memory per socket that has joined and says nothing. */
  readonly idleBytes?: number;
  readonly sdp?: Saturation;
  readonly ice?: Saturation;
  /** At 2,000 SDP messages per second, in ms. */
  readonly latency?: { readonly p50: number; readonly p99: number };
}

/** An offer of 2 KB and a candidate of 200 bytes, as JSON. */
const sdpLine = "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n";
const payloads = {
  sdp: { description: { type: "offer", sdp: sdpLine.repeat(40).slice(0, 1_870) } },
  ice: {
    candidate: {
      candidate: "candidate:842163049 1 udp 1677729535 203.0.113.77 46154 typ srflx raddr 0.0.0.0",
      sdpMid: "0",
      sdpMLineIndex: 0,
      usernameFragment: "EsAw",
    },
  },
};
/** Time for garbage and late broadcasts to go. */
const settleMs = 500;
const idleMs = 2_000;
const latencyLoad = { perSecond: 2_000, ms: 2_000 };

async function run(plan: Plan): Promise<Measured> {
  const { pid, loads, ms, sockets } = plan;
  const emptyBytes = residentBytes(pid);
  const { people, joinMs, joinServerMs } = await bringIn(plan);
  await sleep(settleMs);
  let measured: Measured = { joinMs, joinServerMs, emptyBytes };
  for (const load of loads) {
    if (load === "idle") {
      await sleep(idleMs);
      measured = { ...measured, idleBytes: (residentBytes(pid) - emptyBytes) / sockets };
    } else if (load === "latency") {
      const times = await timeMessages(people, payloads.sdp, latencyLoad);
      const at = (share: number) => times[Math.floor(times.length * share)] ?? NaN;
      measured = { ...measured, latency: { p50: at(0.5), p99: at(0.99) } };
    } else {
      measured = { ...measured, [load]: await saturate(people, payloads[load], { pid, ms }) };
    }
  }
  for (const { client } of people) client.close();
  return measured;
}

if (import.meta.main) console.log(JSON.stringify(await run(JSON.parse(Deno.args[0] ?? "{}"))));
