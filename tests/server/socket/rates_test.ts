import assert from "node:assert/strict";
import { createWorld } from "../../fakes/fake_session.ts";

Deno.test("[S7] names, avatars and roles have a limit of their own, as each change tells the whole room", async () => {
  const { join, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  const before = host.frames.length;
  const answers = [];
  for (let count = 0; count < 12; count++) {
    const diff = count % 2 ? { name: `Ana ${count}` } : { avatar: `a${count}` };
    answers.push((await ana.ask({ type: "UPDATE_USER_STATE", participant_diff: diff })).code);
  }
  assert.deepEqual(answers, [...Array(10).fill(0), 429, 429]);
  assert.equal(host.frames.length, before + 10);
  const muted = { type: "UPDATE_USER_STATE", participant_diff: { state: { mic: false } } };
  assert.equal((await ana.ask(muted)).code, 0, "and no other change");
});

Deno.test("[S7] a name that stays as it is tells nobody anything", async () => {
  const { join, organizerToken } = await createWorld();
  const host = await join("Host", organizerToken);
  const ana = await join("Ana");
  const before = host.frames.length;
  const same = { type: "UPDATE_USER_STATE", participant_diff: { name: "Ana", avatar: "" } };
  assert.equal((await ana.ask(same)).code, 0);
  assert.equal(host.frames.length, before);
});
