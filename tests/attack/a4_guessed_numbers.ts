// A4: one address looks for a meeting by its number, with many users and sockets, over the socket and
// over REST. Told: how many numbers it could ask for in a minute once its first burst is spent, and how
// many years that makes for one meeting among all nine-digit numbers, on average.
// deno run -A tests/attack/a4_guessed_numbers.ts http://localhost:8000

import { newToken, openPerson, request } from "./person.ts";

const numbers = 900_000_000;
const sockets = 8;
const secondsPerYear = 365 * 24 * 3_600;
const measuredMs = 8_000;
const burstMs = 4_000;
const from = "127.0.0.6";

export async function attack(origin: string) {
  const tokens = [];
  for (let n = 0; n < sockets; n++) tokens.push(await newToken(origin, from));
  let looked = 0;
  let serial = 100_000_000;
  let isOver = false;
  const work = async (token: string) => {
    let person = await openPerson(origin, { from, token });
    while (!isOver) {
      if (person.wire.isClosed) person = await openPerson(origin, { from, token });
      const room_id = String(serial++);
      const message = serial % 2
        ? { type: "JOIN_MEETING", room_id, muid: person.muid, name: "Guess" }
        : { type: "RESUME_MEETING", room_id, resume_token: "x".repeat(43), last_seq: 1 };
      const answer = await person.ask(message);
      if (answer?.error === "MEETING_NOT_FOUND") looked++;
    }
    person.wire.cut();
  };
  const byRest = async () => {
    while (!isOver) {
      const answer = await request(origin, `/meeting/${serial++}/Guess`, { from });
      if (answer?.status === 404) looked++;
    }
  };
  const workers = [...tokens.map(work), byRest()];
  await new Promise((resolve) => setTimeout(resolve, burstMs));
  const burst = looked;
  await new Promise((resolve) => setTimeout(resolve, measuredMs));
  const perSecond = (looked - burst) * 1_000 / measuredMs;
  isOver = true;
  await Promise.all(workers);
  const years = numbers / 2 / Math.max(perSecond, 0.001) / secondsPerYear;
  return { burst, perSecond, years: Math.round(years * 10) / 10 };
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
