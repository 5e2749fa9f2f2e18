// A3: a room of people with the longest avatars, who rename themselves without end; then a stranger who
// asks the other server to resume with tokens that are none. Told: what became of the tries.
// deno run -A tests/attack/a3_heavy_room.ts http://localhost:8000 http://localhost:8001

import { joinAs, newMeeting, newToken, openPerson } from "./person.ts";
import { pause } from "./wire.ts";

const people = 15;
const renames = 30;
const tries = 40;

export async function attack(origin: string, other: string) {
  const owner = await newToken(origin, "127.0.0.2");
  const room = await newMeeting(origin, { from: "127.0.0.2", token: owner });
  const all = [];
  for (let n = 0; n < people; n++) {
    const from = `127.0.0.${2 + (n % 5)}`;
    const avatar = '"\\\u0001'.repeat(2_048).slice(0, 2_048);
    all.push(await joinAs(origin, { from, room, name: `Person ${n}`, avatar }));
  }
  const joined = all.filter(({ answer }) => answer?.code === 0).length;
  let renamed = 0;
  let wires = all;
  for (let round = 0; round < renames; round++) {
    wires = wires.filter(({ wire }) => !wire.isClosed);
    const answers = await Promise.all(
      wires.map((one, n) =>
        one.ask({
          type: "UPDATE_USER_STATE",
          room_id: room,
          participant_diff: { name: `Person ${n} ${round}` },
        })
      ),
    );
    renamed += answers.filter((answer) => answer?.code === 0).length;
    await pause(200);
  }
  const answers: Record<string, number> = {};
  await Promise.all(Array.from({ length: tries }, async (_, n) => {
    const stranger = await openPerson(other, { from: `127.0.0.${8 + (n % 2)}` });
    const token = String(n).padStart(43, "x");
    const message = { type: "RESUME_MEETING", room_id: room, resume_token: token, last_seq: 1 };
    const answer = await stranger.ask(message);
    const key = answer?.error ?? "none";
    answers[key] = (answers[key] ?? 0) + 1;
    stranger.wire.cut();
  }));
  for (const { wire } of all) wire.cut();
  return { joined, renamed, answers };
}

if (import.meta.main) {
  console.log(JSON.stringify(await attack(Deno.args[0] ?? "", Deno.args[1] ?? "")));
}
