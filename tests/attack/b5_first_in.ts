// B5: somebody who has guessed numbers comes before anybody else: into a meeting that is on, and into one
// that is planned. Told: how much of what they try is refused, and what is left to the organizer.
// deno run -A tests/attack/b5_first_in.ts http://localhost:8000

import { joinAs, newMeeting, newToken, request } from "./person.ts";

const own = "127.0.0.2";
const from = "127.0.0.9";
const hourMs = 3_600_000;

export async function attack(origin: string) {
  const result: Record<string, unknown> = {};
  for (const isPlanned of [false, true]) {
    const token = await newToken(origin, own);
    const start = isPlanned ? { start_time: Date.now() + hourMs } : {};
    const room = await newMeeting(origin, { from: own, token, ...start });
    const eve = await joinAs(origin, { from, room, name: "Eve" });
    const guest = await joinAs(origin, { from: "127.0.0.10", room, name: "Gus" });
    const tries = [
      { type: "FINISH_MEETING" },
      { type: "LOCK_MEETING", locked: true },
      { type: "REMOVE_USER", muid: guest.muid },
      { type: "UPDATE_USER_STATE", muid: guest.muid, participant_diff: { role: "HOST" } },
      { type: "UPDATE_USER_STATE", participant_diff: { role: "PARTICIPANT" } },
      { type: "ALLOW_USER", ticket: "any" },
    ];
    let refused = 0;
    for (const message of tries) {
      const answer = await eve.ask({ room_id: room, ...message });
      if (answer?.code >= 400) refused++;
    }
    const waits = [eve, guest].filter(({ answer }) => answer?.type === "LOBBY_WAITING").length;
    const organizer = await joinAs(origin, { from: own, token, room, name: "Olga" });
    const seen = await request(origin, `/meeting/${room}/Other`, { from: own });
    const people: { name: string; role: string }[] = seen?.body?.data?.participants ?? [];
    result[isPlanned ? "planned" : "now"] = {
      tried: tries.length,
      refused,
      waits,
      role: organizer.answer?.self?.role,
      hosts: people.filter(({ role }) => role === "HOST").map(({ name }) => name),
      people: people.length,
    };
    for (const { wire } of [eve, guest, organizer]) wire.cut();
  }
  return result;
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
