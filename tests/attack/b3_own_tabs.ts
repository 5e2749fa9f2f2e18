// B3: one user opens tab after tab in a meeting and in the lobby of another. Told: how many places they
// have, and whether somebody else still gets in.
// deno run -A tests/attack/b3_own_tabs.ts http://localhost:8000

import { joinAs, newMeeting, newToken } from "./person.ts";

const tabs = 16;
const from = "127.0.0.7";

export async function attack(origin: string) {
  const owner = await newToken(origin, "127.0.0.2");
  const own = { from: "127.0.0.2", token: owner };
  const result: Record<string, unknown> = {};
  for (const lobby of [false, true]) {
    const room = await newMeeting(origin, { ...own, lobby });
    const host = await joinAs(origin, { ...own, room, name: "Host" });
    const token = await newToken(origin, from);
    const all = [];
    for (let n = 0; n < tabs; n++) {
      all.push(await joinAs(origin, { from, token, room, name: `Tab ${n}` }));
    }
    const isIn = ({ answer }: { answer: { code?: number; type?: string } | null }) =>
      answer?.code === 0 || answer?.type === "LOBBY_WAITING";
    const other = await joinAs(origin, { from: "127.0.0.8", room, name: "Other" });
    result[lobby ? "waiting" : "seated"] = all.filter(isIn).length;
    result[lobby ? "otherWaits" : "otherIsIn"] = isIn(other);
    for (const { wire } of [host, other, ...all]) wire.cut();
  }
  return result;
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
