import assert from "node:assert/strict";
import { createWorld } from "../../fakes/fake_session.ts";

const much = { perSecond: 1_000, burst: 1_000 };
/** Limits at the door that nothing here reaches. */
const generous = { lookUps: much, joins: much, denied: much };

Deno.test("[S7] who guesses numbers is stopped, however many sockets it takes, and who comes in is not counted", async () => {
  const { join, connect, clock, organizerToken } = await createWorld({
    rates: { ...generous, lookUps: { perSecond: 2, burst: 5 } },
  });
  for (let count = 0; count < 9; count++) {
    const one = await join("Ana", organizerToken);
    await one.ask({ type: "LEAVE_MEETING" });
  }
  let number = 100_000_000;
  const guess = async (type: "JOIN_MEETING" | "RESUME_MEETING") => {
    const mallory = await connect();
    const room_id = String(++number);
    const answer = await mallory.ask(
      type === "JOIN_MEETING"
        ? { type, room_id, muid: crypto.randomUUID(), name: "Mallory" }
        : { type, room_id, resume_token: "x".repeat(43), last_seq: 0 },
    );
    return answer.error;
  };
  const answers = [];
  for (let count = 0; count < 8; count++) {
    answers.push(await guess(count % 2 ? "JOIN_MEETING" : "RESUME_MEETING"));
  }
  assert.deepEqual(answers.slice(0, 5), Array(5).fill("MEETING_NOT_FOUND"));
  assert.deepEqual(answers.slice(5), Array(3).fill("RATE_LIMITED"));
  clock.advance(1_000);
  assert.equal(await guess("JOIN_MEETING"), "MEETING_NOT_FOUND", "two a second");
});

Deno.test("[S7] who comes and goes without end is told to wait, under any socket", async () => {
  const { join, connect, meetingId, organizerToken } = await createWorld({
    rates: { ...generous, joins: { perSecond: 0.5, burst: 3 } },
  });
  for (let count = 0; count < 3; count++) {
    const one = await join("Ana", organizerToken);
    await one.ask({ type: "LEAVE_MEETING" });
  }
  const again = await connect(organizerToken);
  const answer = await again.ask({
    type: "JOIN_MEETING",
    room_id: meetingId,
    muid: crypto.randomUUID(),
    name: "Ana",
  });
  assert.equal(answer.error, "RATE_LIMITED");
});

Deno.test("[S7] tokens of seats are guessed as rarely as numbers", async () => {
  const { connect } = await createWorld({
    rates: { ...generous, lookUps: { perSecond: 2, burst: 2 } },
  });
  const answers = [];
  for (let count = 0; count < 3; count++) {
    const mallory = await connect();
    const resume_token = String(count).repeat(43);
    answers.push((await mallory.ask({ type: "RESUME_MEETING", resume_token, last_seq: 0 })).error);
  }
  assert.deepEqual(answers, ["RESUME_FAILED", "RESUME_FAILED", "RATE_LIMITED"]);
});

Deno.test("[S4] whom a host sent away from the lobby cannot knock again at once", async () => {
  const { join, connect, clock, createMeeting, organizerToken } = await createWorld({
    rates: { ...generous, denied: { perSecond: 1 / 30, burst: 1 } },
  });
  await createMeeting({ lobby: true });
  const host = await join("Host", organizerToken);
  const knocker = await connect();
  const knock = () =>
    knocker.ask({
      type: "JOIN_MEETING",
      muid: "6d2fb8b5-38f0-4f3e-8f0c-3d8a57e9a1c2",
      name: "Kim",
    });
  assert.equal((await knock()).type, "LOBBY_WAITING");
  await host.ask({ type: "DENY_USER", muid: "6d2fb8b5-38f0-4f3e-8f0c-3d8a57e9a1c2" });
  assert.equal(knocker.frames.at(-1).error, "DENIED");
  assert.equal((await knock()).error, "RATE_LIMITED");
  clock.advance(30_000);
  assert.equal((await knock()).type, "LOBBY_WAITING");
});
