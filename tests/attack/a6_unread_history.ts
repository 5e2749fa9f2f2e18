// A6: rooms full of the longest chat, of characters that JSON writes longest; then people who join and do
// not read, and do not close when they are told to. Told: how many came in, and how many the server has
// got rid of after the time in which a peer has to answer its pings.
// deno run -A tests/attack/a6_unread_history.ts http://localhost:8000

import { joinAs, newMeeting, newToken, openPerson } from "./person.ts";
import { frame, pause } from "./wire.ts";

const rooms = 6;
const writers = 5;
const lines = 12;
const silent = 8;
const heldMs = 45_000;
const text = '"\\\u0001'.repeat(2_000).slice(0, 4_000);

export async function attack(origin: string) {
  let written = 0;
  const stubborn = [];
  const talkers = [];
  for (let room = 0; room < rooms; room++) {
    const from = `127.0.0.${2 + room}`;
    const token = await newToken(origin, from);
    const id = await newMeeting(origin, { from, token });
    const host = await joinAs(origin, { from, room: id, name: "Host", token });
    const people = [host];
    for (let n = 0; n < writers; n++) {
      people.push(await joinAs(origin, { from, room: id, name: `Writer ${n}` }));
    }
    for (let line = 0; line < lines; line++) {
      const answers = await Promise.all(
        people.map((one) => one.ask({ type: "CHAT", room_id: id, text })),
      );
      written += answers.filter((answer) => answer?.code === 0).length;
      await pause(150);
    }
    talkers.push({ id, people });
    for (let n = 0; n < silent; n++) {
      const one = await openPerson(origin, { from });
      one.wire.stopReading();
      const { muid, token } = one;
      const join = { type: "JOIN_MEETING", room_id: id, muid, name: `Silent ${n}`, token };
      one.wire.send(frame(JSON.stringify(join)));
      stubborn.push(one);
    }
  }
  const end = performance.now() + heldMs;
  // What is said on goes to those as well, as far as they are there.
  while (performance.now() < end) {
    for (const { id, people } of talkers) people[0]?.send({ type: "CHAT", room_id: id, text });
    await pause(1_000);
  }
  const host = talkers[0]?.people[0];
  const hostIsThere = host ? !host.wire.isClosed : false;
  for (const { wire } of stubborn) wire.read();
  await pause(2_000);
  const gone = stubborn.filter(({ wire }) => wire.isClosed).length;
  for (const { wire } of [...stubborn, ...talkers.flatMap(({ people }) => people)]) wire.cut();
  return { written, silent: stubborn.length, gone, hostIsThere };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
