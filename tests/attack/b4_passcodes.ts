// B4: strangers keep the server at its slow hashes: with wrong passcodes from many addresses, and with the
// right one under a name that is taken. Told: whether the organizer gets in meanwhile, and how many times
// slower than before.
// deno run -A tests/attack/b4_passcodes.ts http://localhost:8000

import { joinAs, newMeeting, newToken, openPerson, request } from "./person.ts";
import { pause } from "./wire.ts";

const addresses = 20;
const seconds = 6;
const passcode = "open sesame";

export async function attack(origin: string) {
  const own = { from: "127.0.0.2", token: await newToken(origin, "127.0.0.2") };
  const room = await newMeeting(origin, { ...own, passcode });
  const first = await joinAs(origin, { from: "127.0.0.3", room, name: "Taken", passcode });
  let isOver = false;
  let hashed = 0;
  const trying = Array.from({ length: addresses }, async (_, n) => {
    const from = `127.0.1.${n + 1}`;
    const token = await newToken(origin, from);
    while (!isOver) {
      const person = await openPerson(origin, { from, token });
      const [name, typed] = n % 2 ? ["Taken", passcode] : [`Try ${n}`, "wrong"];
      const answers = await Promise.all([
        person.ask({
          type: "JOIN_MEETING",
          room_id: room,
          muid: person.muid,
          name,
          passcode: typed,
        }),
        request(origin, `/meeting/${room}/Taken`, {
          from,
          headers: { "x-meeting-passcode": encodeURIComponent(typed ?? "") },
        }),
      ]);
      if (["NAME_TAKEN", "PASSCODE_WRONG"].includes(answers[0]?.error)) hashed++;
      person.wire.cut();
      await pause(50);
    }
  });
  await pause(seconds * 500);
  const startedAt = performance.now();
  const organizer = await joinAs(origin, { ...own, room, name: "Olga", passcode });
  const organizerMs = Math.round(performance.now() - startedAt);
  await pause(seconds * 500);
  isOver = true;
  await Promise.all(trying);
  for (const { wire } of [first, organizer]) wire.cut();
  return { organizerIsIn: organizer.answer?.code === 0, organizerMs, hashed };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
