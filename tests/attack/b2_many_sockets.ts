// B2: one address opens as many sockets as it can, with tokens and without, of one user and of many.
// Told: how many it has in the end.
// deno run -A tests/attack/b2_many_sockets.ts http://localhost:8000

import { newToken, openPerson } from "./person.ts";

const tries = 700;
const users = 40;
const from = "127.0.0.5";

export async function attack(origin: string) {
  const tokens = [];
  for (let n = 0; n < users; n++) tokens.push(await newToken(origin, from));
  const perUser = new Map<string, number>();
  const people = [];
  for (let n = 0; n < tries; n++) {
    const token = tokens[n % users] ?? "";
    const person = await openPerson(origin, { from, token });
    people.push(person);
    if (person.wire.isClosed) continue;
    const answer = await person.ask({ type: "PING" });
    if (answer?.type === "PONG") perUser.set(token, (perUser.get(token) ?? 0) + 1);
  }
  const most = Math.max(...perUser.values());
  const open = people.filter(({ wire }) => !wire.isClosed).length;
  for (const { wire } of people) wire.cut();
  return { tries, open, most };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
