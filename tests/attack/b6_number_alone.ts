// B6: somebody has the number of a meeting that asks for its link: looks, knocks, and fills the waiting
// room. Told: what they learn, how many of them get in, and whether guests with the link and the organizer do.
// deno run -A tests/attack/b6_number_alone.ts http://localhost:8000

import { joinAs, newToken, request } from "./person.ts";

const own = "127.0.0.2";
const from = "127.0.0.11";
const knocks = 110;
/** Of one user; a fifth would be refused for that alone. */
const perUser = 4;

export async function attack(origin: string) {
  const token = await newToken(origin, own);
  const created = await request(origin, "/meeting", {
    from: own,
    method: "POST",
    token,
    body: { title: "Secret", organizer_name: "Olga", link_only: true },
  });
  const { id: room, link_key } = created?.body.data ?? {};
  const organizer = await joinAs(origin, { from: own, token, room, name: "Olga" });

  const seen = await request(origin, `/meeting/${room}/Olga`, { from });
  const told = JSON.stringify(seen?.body ?? null);
  const strangers = [];
  let user = "";
  for (let n = 0; n < knocks; n++) {
    if (n % perUser === 0) user = await newToken(origin, `127.0.1.${n}`);
    strangers.push(await joinAs(origin, { from, token: user, room, name: `Eve ${n}` }));
  }
  const guest = await joinAs(origin, { from: "127.0.0.12", room, name: "Gus", link_key });
  const frames = JSON.stringify(strangers.flatMap(({ answer, heard }) => [answer, ...heard]));
  const result = {
    status: seen?.status,
    learned: ["Secret", "Olga"].filter((word) => told.includes(word) || frames.includes(word)),
    waiting: strangers.filter(({ answer }) => answer?.type === "LOBBY_WAITING").length,
    in: strangers.filter(({ answer }) => answer?.code === 0).length,
    guestIsIn: guest.answer?.code === 0,
    organizerIsIn: organizer.answer?.code === 0,
  };
  for (const { wire } of [organizer, guest, ...strangers]) wire.cut();
  return result;
}

if (import.meta.main) console.log(JSON.stringify(await attack(Deno.args[0] ?? "")));
