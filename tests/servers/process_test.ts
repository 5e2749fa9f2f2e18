// The server as a process of its own: how it stops, what it refuses to start on, whom it gives up.

import assert from "node:assert/strict";
import { buildApp, freePort, productionSettings } from "../e2e/rig/app_process.ts";
import { connect, eventually, head } from "../attack/wire.ts";
import { startBlackHole } from "../fakes/black_hole.ts";
import { joinAs, newToken, scheduleMeeting } from "./people.ts";
import { testsOnServer } from "./server_test_case.ts";

await buildApp();
const test = testsOnServer();

test("[R7] SIGTERM: /readyz is 503 at once, every socket gets 1012, the process ends in 5 s", async (app) => {
  const token = await newToken(app.origin);
  const id = await scheduleMeeting(app.origin, token);
  const people = [await joinAs(app.origin, id, "Ana"), await joinAs(app.origin, id, "Ben")];
  // A socket that never answers holds the stop up as long as one can.
  const hole = startBlackHole(app.origin);
  const stuck = await joinAs(hole.origin, id, "Cleo");
  hole.swallow();
  const startedAt = performance.now();
  await app.signal("SIGTERM");
  // The signal takes a moment to arrive; while the stop goes on the answer is 503, not a refusal.
  let ready = 200;
  while (ready === 200) {
    const answer = await fetch(`${app.origin}/readyz`);
    ready = answer.status;
    await answer.body?.cancel();
  }
  assert.equal(ready, 503);
  for (const { socket } of people) assert.deepEqual(await socket.whenClosed(), { code: 1012 });
  assert.equal(await app.ended(), 0);
  assert.ok(performance.now() - startedAt < 5_000, "[R7] names the time");
  await hole.close();
  await stuck.socket.close();
});

test("[R7] what was asked before a SIGTERM is answered, and kept", async (app) => {
  const token = await newToken(app.origin);
  const body = JSON.stringify({ title: "Late", organizer_name: "Olga" });
  const headers = { authorization: `Bearer ${token}`, "content-length": String(body.length) };
  const wire = await connect(app.origin);
  wire.send(head(app.origin, "/meeting", { method: "POST", headers }));
  await app.signal("SIGTERM");
  // With no socket to wait for it takes nothing new any more as soon as it has the signal.
  const isClosed = async () => (await connect(app.origin)).isClosed;
  assert.ok(await eventually(isClosed, 10_000));
  wire.send(body);
  assert.equal(await app.ended(), 0);
  const [, json = ""] = wire.received.split("\r\n\r\n");
  const { data: { id } } = JSON.parse(json);
  await app.start();
  const found = await fetch(`${app.origin}/meeting/${id}/Visitor`);
  assert.equal((await found.json()).data.title, "Late");
  wire.cut();
});

test("[R5][R7] after a stop and a start everybody is back in the seat, and nobody was seen leaving", async (app) => {
  const id = await scheduleMeeting(app.origin, await newToken(app.origin));
  const people = [];
  for (const name of ["Ana", "Ben", "Cleo"]) people.push(await joinAs(app.origin, id, name));
  await app.signal("SIGTERM");
  assert.equal(await app.ended(), 0);
  await app.start();
  for (const person of people) {
    const { reply } = await person.resume(app.origin);
    assert.equal(reply.code, 0, JSON.stringify(reply));
    assert.equal(reply.self.muid, person.muid);
  }
  const last = people.at(-1);
  await last?.socket.close();
  for (const { socket } of people) await socket.close();
});

test("[R8] a half-open socket is gone within 60 s, and its seat is told to be reconnecting", async (app) => {
  const id = await scheduleMeeting(app.origin, await newToken(app.origin));
  const ana = await joinAs(app.origin, id, "Ana");
  const hole = startBlackHole(app.origin);
  const ben = await joinAs(hole.origin, id, "Ben");
  const startedAt = performance.now();
  hole.swallow();
  const told = await ana.socket.next("PEER_CONNECTION", 60_000);
  assert.deepEqual([told.muid, told.online], [ben.muid, false]);
  assert.ok(performance.now() - startedAt > 5_000, "not given up at the first silence");
  await hole.close();
  await ana.socket.close();
  await ben.socket.close();
});

for (const store of ["kv", "memory"]) {
  const test = testsOnServer({ CONFLUX_STORE: store });
  test(`[R5] ${store}: a second process on the same data refuses to start and says what to do`, async (app) => {
    const second = new Deno.Command(Deno.execPath(), {
      args: ["task", "serve"],
      env: {
        ...productionSettings,
        CONFLUX_STORE: store,
        CONFLUX_DATA: app.dataDir,
        PORT: String(freePort()),
      },
    });
    const { code, stderr } = await second.output();
    assert.notEqual(code, 0);
    assert.match(new TextDecoder().decode(stderr), /CONFLUX_STORE=redis/);
    const answer = await fetch(`${app.origin}/readyz`);
    assert.equal(answer.status, 200, "the first one does not notice");
    await answer.body?.cancel();
  });
}
