// A7: a guest sends the host bursts of the largest signals, one after another. Told: whether the host,
// who reads like anybody, is still there, and what the guest was told.
// deno run -A tests/attack/a7_signal_flood.ts http://localhost:8000

import { joinAs, newMeeting, newToken } from "./person.ts";
import { pause } from "./wire.ts";

const bursts = 6;
const perBurst = 60;

export async function attack(origin: string) {
  const token = await newToken(origin, "127.0.0.2");
  const room = await newMeeting(origin, { from: "127.0.0.2", token });
  const host = await joinAs(origin, { from: "127.0.0.2", room, name: "Host", token });
  const answers: Record<string, number> = {};
  for (let burst = 0; burst < bursts; burst++) {
    const guest = await joinAs(origin, { from: "127.0.0.3", room, name: `Guest ${burst}` });
    const payload = { description: { type: "offer", sdp: "s".repeat(31_000) } };
    const sent = Array.from(
      { length: perBurst },
      () => guest.ask({ type: "SIGNAL", room_id: room, to: host.muid, payload }),
    );
    for (const answer of await Promise.all(sent)) {
      const key = answer ? answer.error ?? "handed over" : "none";
      answers[key] = (answers[key] ?? 0) + 1;
    }
    guest.wire.cut();
    await pause(200);
  }
  const state = await host.ask({ type: "PING" });
  const hostIsThere = state?.type === "PONG" && host.closeCode === null;
  host.wire.cut();
  return { hostIsThere, answers };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
