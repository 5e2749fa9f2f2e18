// A5: sockets without a token send frames of 60 MB that never end, and messages of as many parts. Told:
// how many were closed with 1009, and how much of it the server took.
// deno run -A tests/attack/a5_large_frames.ts http://localhost:8000

import { connect, eventually, frame, handshake, pause } from "./wire.ts";

const count = 60;
const megabytes = 10;
/** The code 1009 as a close frame has it. */
const tooLarge = String.fromCharCode(1009 >> 8, 1009 & 0xff);
const part = "x".repeat(16_384);

export async function attack(origin: string) {
  const wires = [];
  for (let n = 0; n < count; n++) {
    const wire = await connect(origin, `127.0.0.${2 + (n % 5)}`);
    wire.send(handshake(origin));
    wires.push(wire);
  }
  await Promise.all(
    wires.map((wire) => eventually(() => wire.received.includes("\r\n\r\n"), 5_000)),
  );
  const opened = wires.filter(({ received }) => received.includes(" 101 ")).length;
  for (const [n, wire] of wires.entries()) {
    const isWhole = n % 2 === 0;
    wire.send(frame(part, isWhole ? { announced: 60_000_000 } : { isFinal: false }));
    for (let sent = 0; sent < megabytes * 64 && !wire.isClosed; sent++) {
      wire.send(isWhole ? part : frame(part, { isFinal: false, opcode: 0 }));
      if (sent % 64 === 0) await pause(1);
    }
  }
  await pause(6_000);
  const refused = wires.filter(({ received }) => received.includes(tooLarge)).length;
  const cut = wires.filter((wire) => wire.isClosed).length;
  for (const wire of wires) wire.cut();
  return { count, opened, refused, cut };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
