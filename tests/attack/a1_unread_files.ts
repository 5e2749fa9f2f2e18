// A1: many connections ask for the largest file, uncompressed, and never read. Told: how many the server
// let in, and how many it has cut after its deadline for an answer that nobody takes.
// deno run -A tests/attack/a1_unread_files.ts http://localhost:8000

import { connect, eventually, head, pause, type Wire } from "./wire.ts";

const file = "/effects/segmentation/selfie_segmentation_solution_simd_wasm_bin.wasm";
const count = 300;
const heldMs = 36_000;
/** Systems keep megabytes of what nobody reads: to get at the end of it takes as long as that. */
const readMs = 15_000;

export async function attack(origin: string) {
  const wires: Wire[] = [];
  for (let n = 0; n < count; n++) {
    const wire = await connect(origin, `127.0.0.${2 + (n % 3)}`);
    wire.stopReading();
    wire.send(head(origin, file, { headers: { "accept-encoding": "identity" } }));
    wires.push(wire);
  }
  await pause(heldMs);
  // What is in our own buffers comes, and then the end of it.
  for (const wire of wires) wire.read();
  await eventually(() => wires.every((wire) => wire.isClosed), readMs);
  const cut = wires.filter((wire) => wire.isClosed).length;
  const whole = wires.filter(({ size }) => size > 5_000_000).length;
  for (const wire of wires) wire.cut();
  return { count, cut, whole };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
