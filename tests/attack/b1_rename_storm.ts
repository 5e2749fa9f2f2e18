// B1: in a room full of the longest avatars guests set their names without end, to what they are and to
// others. Told: what one person who only listens had to read for each byte that all guests sent.
// deno run -A tests/attack/b1_rename_storm.ts http://localhost:8000

import { joinAs, newMeeting, newToken } from "./person.ts";
import { pause } from "./wire.ts";

const people = 14;
const seconds = 5;
const perSecond = 25;
const avatar = '"\\'.repeat(1_024);

export async function attack(origin: string) {
  const token = await newToken(origin, "127.0.0.2");
  const room = await newMeeting(origin, { from: "127.0.0.2", token });
  const host = await joinAs(origin, { from: "127.0.0.2", room, name: "Host", token });
  const guests = [];
  for (let n = 0; n < people; n++) {
    const from = `127.0.0.${3 + (n % 5)}`;
    guests.push(await joinAs(origin, { from, room, name: `Guest ${n}`, avatar }));
  }
  const before = host.bytes;
  let sent = 0;
  for (let round = 0; round < seconds * perSecond; round++) {
    for (const [n, guest] of guests.entries()) {
      const name = round % 2 ? `Guest ${n}` : `Guest ${n} ${round}`;
      const message = { type: "UPDATE_USER_STATE", room_id: room, participant_diff: { name } };
      sent += JSON.stringify(message).length + guest.token.length;
      guest.send(message);
    }
    await pause(1_000 / perSecond);
  }
  await pause(500);
  const state = await host.ask({ type: "PING" });
  const heard = host.bytes - before;
  for (const { wire } of [host, ...guests]) wire.cut();
  return {
    hostIsThere: state?.type === "PONG",
    sentKB: Math.round(sent / 1_000),
    heardKB: Math.round(heard / 1_000),
    closed: guests.filter(({ closeCode }) => closeCode === 1008).length,
  };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
