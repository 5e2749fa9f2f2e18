// S9: what no client of ours would send, against a live server of its own process.

import assert from "node:assert/strict";
import { RoomInfo } from "../../lib/shared/protocol/mod.ts";
import { median } from "../bench/statistics.ts";
import { type AppProcess, buildApp } from "../e2e/rig/app_process.ts";
import { damage } from "../fakes/mutations.ts";
import { createRandom } from "../fakes/random.ts";
import type { Json } from "../fakes/test_server.ts";
import { joinAs, newToken, scheduleMeeting, type WirePerson } from "./people.ts";
import { testsOnServer } from "./server_test_case.ts";

await buildApp();

const frames = 100_000;
const attackers = 4;
/** Above it the clean client would notice; under attack it shares the machine with the attackers. */
const slowerAtMost = 30;

interface Target {
  readonly app: AppProcess;
  readonly room: string;
  /** Somebody in the room whom the frames name. */
  readonly victim: string;
}

/** Messages as they should be, of somebody in the room. */
function validMessages({ room, victim }: Target, token: string): readonly Record<string, Json>[] {
  const common = { room_id: room, token, request_id: "r" };
  const muid = victim;
  const candidate = { candidate: "candidate:1 1 udp 1 203.0.113.77 9 typ host", sdpMid: "0" };
  const description = { type: "offer", sdp: "v=0\r\n" };
  const state = { mic: true, camera: false, screen: false };
  const me = { muid: crypto.randomUUID(), name: "Mallory", state, avatar: "", mirrorCamera: true };
  return [
    { type: "JOIN_MEETING", ...common, ...me, passcode: "1234" },
    { type: "RESUME_MEETING", ...common, resume_token: "x".repeat(43), last_seq: 1 },
    { type: "UPDATE_USER_STATE", ...common, muid, participant_diff: { name: "Owned" } },
    { type: "UPDATE_USER_STATE", ...common, muid, participant_diff: { role: "HOST", state } },
    { type: "UPDATE_USER_STATE", ...common, participant_diff: { hand: true, state } },
    { type: "REMOVE_USER", ...common, muid },
    { type: "ADMIT_USER", ...common, muid },
    { type: "DENY_USER", ...common, muid },
    { type: "ALLOW_USER", ...common, ticket: "ticket" },
    { type: "LOCK_MEETING", ...common, locked: true },
    { type: "FINISH_MEETING", ...common },
    { type: "LEAVE_MEETING", ...common },
    { type: "SIGNAL", ...common, to: muid, payload: { description } },
    { type: "SIGNAL", ...common, to: muid, payload: { candidate } },
    { type: "CHAT", ...common, text: "Hello" },
    { type: "REACT", ...common, emoji: "👍" },
    { type: "PING", ...common },
  ];
}

/** One socket after another that sends damaged frames; resolves after `count` were looked at. */
async function attack(target: Target, { count, seed }: { count: number; seed: number }) {
  const random = createRandom(seed);
  let serial = 0;
  let internal = 0;
  let closes = 0;
  let done = 0;

  /** Until the server closes it, or all is sent. */
  async function useSocket(socket: WebSocket): Promise<void> {
    // A new user each time: one that joined twenty times would be told to wait.
    const token = await newToken(target.app.origin);
    const messages = validMessages(target, token);
    let wake = () => {};
    socket.onclose = () => wake();
    socket.onerror = (event) => event instanceof ErrorEvent && event.preventDefault();
    let isAnswered = false;
    socket.onmessage = ({ data }) => {
      if (data.includes('"INTERNAL"')) internal++;
      if (!data.includes('"type":"PONG"') || !data.includes('"request_id":"ping ')) return;
      isAnswered = true;
      wake();
    };
    const change = () => new Promise<void>((resolve) => wake = resolve);
    socket.onopen = () => wake();
    if (socket.readyState === WebSocket.CONNECTING) await change();
    const person = { muid: crypto.randomUUID(), name: `Mallory ${seed} ${serial++}` };
    const join = { type: "JOIN_MEETING", room_id: target.room, token, ...person };
    if (socket.readyState === WebSocket.OPEN && random() < 0.8) socket.send(JSON.stringify(join));
    while (done < count && socket.readyState === WebSocket.OPEN) {
      // More than ten bad ones in a row end it (P8); a good one between them does not let it come to that.
      const batch = 1 + Math.floor(random() * 11);
      for (let n = 0; n < batch; n++) {
        const message = messages[Math.floor(random() * messages.length)] ?? {};
        // A request is known by its id: the same one again would be answered from memory.
        socket.send(damage({ ...message, request_id: `r${serial++}` }, random));
      }
      isAnswered = false;
      socket.send(JSON.stringify({ type: "PING", token, request_id: `ping ${serial++}` }));
      while (!isAnswered && socket.readyState <= WebSocket.OPEN) await change();
      if (isAnswered) done += batch;
    }
    if (socket.readyState !== WebSocket.OPEN) closes++;
    socket.close();
    while (socket.readyState !== WebSocket.CLOSED) await change();
  }

  const url = `${target.app.origin.replace("http", "ws")}/peer_signal`;
  while (done < count) await useSocket(new WebSocket(url));
  return { internal, closes };
}

/** Round trips of somebody who does nothing wrong, while `isOver` is false; in ms. */
async function timeSignals([from, to]: readonly [WirePerson, WirePerson], isOver: () => boolean) {
  const times: number[] = [];
  while (!isOver() || times.length < 50) {
    const text = `candidate ${times.length}`;
    const startedAt = performance.now();
    const arrived = new Promise<void>((resolve) =>
      to.socket.socket.addEventListener("message", ({ data }) => {
        if (data.includes(text)) resolve();
      }, { once: true })
    );
    const payload = { candidate: { candidate: text } };
    from.socket.send({
      type: "SIGNAL",
      room_id: from.room,
      token: from.token,
      to: to.muid,
      payload,
    });
    await arrived;
    times.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return times;
}

async function look(app: AppProcess, room: string): Promise<Json> {
  return (await (await fetch(`${app.origin}/meeting/${room}/Visitor`)).json()).data;
}

const test = testsOnServer({
  CONFLUX_MESSAGES_PER_SECOND: "1000000",
  CONFLUX_GRACE_S: "0",
  CONFLUX_MAX_PARTICIPANTS: "30",
});

test("[S9] 100,000 damaged frames: no crash, no bug met, nobody else's state touched, others keep their latency", async (app) => {
  const pid = await app.pid();
  const organizer = await newToken(app.origin);
  const [room, quiet] = [
    await scheduleMeeting(app.origin, organizer),
    await scheduleMeeting(app.origin, organizer),
  ];
  const olga = await joinAs(app.origin, room, "Olga", { token: organizer });
  const ana = await joinAs(app.origin, room, "Ana");
  const ben = await joinAs(app.origin, quiet, "Ben");
  const cleo = await joinAs(app.origin, quiet, "Cleo");
  const before = { room: await look(app, room), quiet: await look(app, quiet) };
  const idle = median(await timeSignals([ben, cleo], () => true));

  const target = { app, room, victim: ana.muid };
  let isOver = false;
  const underAttack = timeSignals([ben, cleo], () => isOver);
  const results = await Promise.all(
    Array.from(
      { length: attackers },
      (_, n) => attack(target, { count: frames / attackers, seed: n + 1 }),
    ),
  );
  isOver = true;
  const busy = median(await underAttack);

  assert.deepEqual(results.map(({ internal }) => internal), results.map(() => 0));
  assert.ok(results.every(({ closes }) => closes > 0), "some of it costs the socket");
  assert.equal(await app.pid(), pid);
  assert.doesNotMatch(app.output, /"level":"error"|Uncaught|Unhandled/);

  // The attackers go; what is left is what was there.
  let after = await look(app, room);
  while (after.participants.length > 2) after = await look(app, room);
  assert.deepEqual(after, before.room);
  assert.deepEqual(await look(app, quiet), before.quiet);
  const { data } = await olga.socket.next("USER_UPDATE");
  RoomInfo.parse(data);
  assert.equal((await ana.ask({ type: "CHAT", text: "still here" })).code, 0);
  await olga.socket.find((frame) => frame.data?.text === "still here");
  assert.equal((await olga.ask({ type: "LOCK_MEETING", locked: true })).code, 0);
  assert.ok(busy < idle * slowerAtMost, `${busy} ms under attack, ${idle} ms without`);
  for (const { socket } of [olga, ana, ben, cleo]) await socket.close();
});
