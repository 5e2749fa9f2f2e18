// A2: more connections than the server has file descriptors, that begin and do not end: half a head, a
// body that trickles, and nothing at all after an answer. Told: how many of each are still there after
// the deadlines, and whether a new address is served all the while.
// deno run -A tests/attack/a2_half_requests.ts http://localhost:8000

import { connect, head, pause, type Wire } from "./wire.ts";
import { request } from "./person.ts";

const count = 900;
const heldMs = 18_000;
const half = "GET /healthz HTTP/1.1\r\nhost: a\r\nx-half: ";
const post = "POST /meeting HTTP/1.1\r\nhost: a\r\ncontent-length: 10000\r\n\r\n{";

export async function attack(origin: string) {
  const kinds: Record<"half" | "trickle" | "idle", Wire[]> = { half: [], trickle: [], idle: [] };
  for (let n = 0; n < count; n++) {
    const wire = await connect(origin, `127.0.0.${2 + (n % 4)}`);
    const kind = (["half", "trickle", "idle"] as const)[n % 3] ?? "half";
    wire.send(kind === "half" ? half : kind === "trickle" ? post : head(origin, "/healthz"));
    kinds[kind].push(wire);
  }
  const open = (wires: readonly Wire[]) => wires.filter((wire) => !wire.isClosed).length;
  const taken = open(kinds.half) + open(kinds.trickle) + open(kinds.idle);
  let served = 0;
  let asked = 0;
  for (const end = performance.now() + heldMs; performance.now() < end; asked++) {
    for (const wire of [...kinds.trickle, ...kinds.half]) wire.send("x");
    const answer = await request(origin, "/healthz", { from: "127.0.0.77" });
    if (answer?.status === 200) served++;
    await pause(1_000);
  }
  const left = { half: open(kinds.half), trickle: open(kinds.trickle) };
  for (const wire of Object.values(kinds).flat()) wire.cut();
  return { count, taken, asked, served, ...left };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
