// Pages that are reloaded, copied, closed or crash in the middle of a call (R10), with the server's real
// rooms behind them.

import assert from "node:assert/strict";
import { createSeatMemory } from "../../lib/browser/signalling/seat_memory.ts";
import { createFakeCalls as setUp, type Person } from "../fakes/browser/calls.ts";
import { createManualClock, settle } from "../fakes/browser/clock.ts";

const frames = (person: Person, type: string, { server }: Awaited<ReturnType<typeof setUp>>) =>
  server.traffic.filter(({ who, frame }) => who === person.subject && frame.type === type)
    .map(({ frame }) => frame);
const comings = (person: Person) =>
  person.kinds.filter((kind) => kind === "joined" || kind === "left");

Deno.test("[R10] a reload comes back to seat, role, name, hand, devices and chat; nobody saw a leave", async () => {
  const all = await setUp();
  const { join, reload, end } = all;
  const ana = await join("subject-0", { name: "Ana" });
  const ben = await join("ben");
  const cleo = await join("cleo");
  await ana.call.rename("Ana Maria");
  await ana.call.setHand(true);
  await ana.call.setMic(false);
  await ben.call.chat.send("before");
  await settle();
  const muid = ana.muid;
  const told = [ben, cleo].map((one) => one.kinds.length);

  const back = await reload(ana);
  const resumes = frames(ana, "RESUME_MEETING", all);
  assert.deepEqual(resumes.map((frame) => frame.last_seq), [0], "of the room it knows nothing");
  assert.deepEqual([back.status, back.muid, back.name], ["joined", muid, "Ana Maria"]);
  assert.deepEqual([back.call.self.value?.role, back.call.self.value?.hand], ["HOST", true]);
  assert.deepEqual([back.local.mic.value.kind, back.local.camera.value.kind], ["off", "on"]);
  assert.deepEqual(back.media.prompts, ["video"], "the microphone is not even opened");
  assert.deepEqual(back.call.chat.messages.value.map((message) => message.text), ["before"]);
  assert.deepEqual(back.kinds, [], "to oneself nobody came, and nothing is new");
  assert.equal(frames(ana, "UPDATE_USER_STATE", all).length, 3, "nothing is told anew");
  for (const person of [back, ben, cleo]) {
    assert.deepEqual(person.links, ["connected", "connected"]);
  }
  assert.deepEqual(ben.names, ["Ana Maria", "cleo"]);
  assert.deepEqual([ben, cleo].map((one) => one.kinds.length), told, "nothing was said");
  await end();
});

Deno.test("[R10] the links of a reloaded page are up without a moment's wait", async () => {
  for (const who of ["early", "late"]) {
    const { join, reload, end, clock } = await setUp();
    const early = await join("subject-0");
    const late = await join("late");
    const before = clock.now();
    const back = await reload(who === "early" ? early : late);
    const other = who === "early" ? late : early;
    assert.deepEqual([back.links, other.links], [["connected"], ["connected"]]);
    assert.equal(clock.now(), before, "no timer had to run");
    await end();
  }
});

Deno.test("[R10] two who reload at the same time are connected again, whoever is first", async () => {
  for (const firstBack of [0, 1]) {
    const { join, unload, comeBack, end, clock } = await setUp();
    const pair = [await join("subject-0"), await join("ben")];
    const cleo = await join("cleo");
    const traces = pair.map(unload);
    await settle();
    const order = [firstBack, 1 - firstBack];
    const back = await Promise.all(
      order.map((index) => comeBack(pair[index]?.subject ?? "", traces[index] ?? {})),
    );
    await clock.advance(1_000);
    for (const person of [...back, cleo]) {
      assert.ok(person);
      assert.deepEqual([person.status, person.links], [
        "joined",
        ["connected", "connected"],
      ]);
    }
    assert.deepEqual(comings(cleo), []);
    await end();
  }
});

Deno.test("[R10] one who is still away when we are back is connected when they are", async () => {
  const { join, unload, comeBack, reload, end, clock } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const traces = unload(ben);
  const anaBack = await reload(ana);
  await clock.advance(12_000);
  assert.deepEqual(anaBack.links, ["connecting"]);
  const benBack = await comeBack("ben", traces);
  assert.ok(benBack);
  assert.deepEqual([anaBack.links, benBack.links], [["connected"], ["connected"]]);
  await end();
});

Deno.test("[R10] reloaded again before the answer came, the seat is found by its muid", async () => {
  const all = await setUp();
  const { join, unload, comeBack, end, clock } = all;
  await join("subject-0");
  const ben = await join("ben");
  const muid = ben.muid;
  const traces = unload(ben);
  const token = traces.tab.get("conflux.seat") ?? "";
  const hasty = await comeBack("ben", traces);
  assert.ok(hasty);
  const again = unload(hasty);
  // The token is spent, and the next one never reached the record.
  again.tab.set("conflux.seat", token);
  const back = await comeBack("ben", again);
  assert.ok(back);
  await clock.advance(3_000);
  assert.deepEqual([back.status, back.muid, back.links], ["joined", muid, ["connected"]]);
  assert.equal(frames(ben, "JOIN_MEETING", all).length, 2);
  await end();
});

Deno.test("[R10] devices that take their time are not told as off", async () => {
  const all = await setUp();
  const { join, unload, comeBack, end } = all;
  const ana = await join("subject-0");
  const ben = await join("ben");
  const traces = unload(ben);
  const coming = comeBack("ben", traces);
  const back = await coming;
  assert.ok(back);
  back.media.isSlow = true;
  await back.call.setMic(false);
  await back.call.setMic(true);
  back.media.unplug("cam-1");
  await settle();
  assert.equal(back.local.camera.value.kind, "starting");
  assert.deepEqual(ana.stateOf(back), { mic: true, camera: true, screen: false });
  back.media.answer();
  await settle();
  assert.equal(ana.stateOf(back)?.camera, false, "settled, it is told");
  await end();
});

Deno.test("[R10][F9] muted by a host in the moment of the reload: it stays off", async () => {
  const { join, unload, comeBack, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const traces = unload(ben);
  await settle();
  await ana.call.mute(ben.muid);
  const back = await comeBack("ben", traces);
  assert.ok(back);
  assert.deepEqual([back.local.mic.value.kind, back.local.camera.value.kind], ["off", "on"]);
  assert.equal(ana.stateOf(back)?.mic, false);
  await end();
});

Deno.test("[R10] the devices are those of this tab, whatever another one chose meanwhile", async () => {
  const { join, unload, comeBack, end } = await setUp();
  await join("subject-0");
  const ben = await join("ben");
  await ben.call.setCamera(false);
  await settle();
  const traces = unload(ben);
  const preferences = JSON.parse(traces.kept.get("conflux.preferences") ?? "{}");
  const other = { ...preferences, isMicOn: false, isCameraOn: true, name: "Other" };
  traces.kept.set("conflux.preferences", JSON.stringify(other));
  const back = await comeBack("ben", traces);
  assert.ok(back);
  assert.deepEqual([back.local.mic.value.kind, back.local.camera.value.kind], ["on", "off"]);
  assert.equal(back.name, "ben");
  await end();
});

Deno.test("[R10][P13] a screen share ends with the page", async () => {
  const { join, reload, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  await ben.call.setScreen(true);
  await settle();
  assert.equal(ana.stateOf(ben)?.screen, true);
  const back = await reload(ben);
  assert.deepEqual(ana.stateOf(back), { mic: true, camera: true, screen: false });
  assert.deepEqual(back.notices, [], "nobody else ended it");
  await end();
});

Deno.test("[R10][F9] a host comes back to the list of who waits", async () => {
  const { join, reload, end } = await setUp({ lobby: true });
  const ana = await join("subject-0");
  const ben = await join("ben");
  assert.equal(ben.status, "waiting");
  const back = await reload(ana);
  assert.deepEqual(back.call.waiting.value.map((one) => one.name), ["ben"]);
  await end();
});

Deno.test("[R10] after the grace it joins anew by itself, under the same muid and name", async () => {
  const { join, unload, comeBack, end, clock } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const traces = unload(ben);
  // The clocks of server and browser do not agree to the millisecond.
  await clock.advance(30_000);
  assert.deepEqual(comings(ana), ["joined", "left"]);
  const back = await comeBack("ben", traces);
  assert.ok(back);
  assert.deepEqual([back.status, back.muid, back.name], ["joined", ben.muid, "ben"]);
  assert.deepEqual([ana.links, back.links], [["connected"], ["connected"]]);
  await end();
});

Deno.test("[R10] a server that lost the seats meanwhile is joined anew", async () => {
  const { join, unload, comeBack, end, server, clock } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const traces = unload(ben);
  server.restart();
  const back = await comeBack("ben", traces);
  assert.ok(back);
  await clock.advance(10_000);
  assert.deepEqual([back.status, back.muid], ["joined", ben.muid]);
  assert.deepEqual([ana.links, back.links], [["connected"], ["connected"]]);
  await end();
});

Deno.test("[R10] a crash without pagehide comes back too, as the record is kept fresh", async () => {
  const { join, unload, comeBack, end, clock } = await setUp();
  await join("subject-0");
  const ben = await join("ben");
  await clock.advance(300_000);
  const tab = new Map(ben.tab);
  const back = await comeBack("ben", { ...unload(ben), tab });
  assert.ok(back);
  assert.equal(back.status, "joined");
  await end();
});

Deno.test("[R10] a tab restored the next day shows the preview", async () => {
  const { join, unload, comeBack, end, clock } = await setUp();
  await join("subject-0");
  const traces = unload(await join("ben"));
  await clock.advance(30_001);
  assert.ok(await comeBack("ben", traces) === null);
  await end();
});

Deno.test("[R10] a duplicated tab takes nothing over and may join by itself", async () => {
  const { join, comeBack, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const copy = { kept: ben.kept, tab: new Map(ben.tab), locks: ben.locks };
  assert.ok(await comeBack("ben", copy) === null);
  assert.deepEqual([ben.status, ben.links], ["joined", ["connected"]]);
  const second = await join("ben", { name: "ben too", traces: copy });
  assert.equal(second.status, "joined");
  assert.notEqual(second.muid, ben.muid);
  assert.deepEqual([ben.status, ana.names], ["joined", ["ben", "ben too"]]);
  await end();
});

Deno.test("[R10] who closed the tab and opens the link again joins into the old seat", async () => {
  const { join, unload, end } = await setUp();
  const ana = await join("subject-0", { name: "Ana" });
  const ben = await join("ben");
  const { kept, locks } = unload(ana);
  await settle();
  const again = await join("subject-0", { name: "Ana", traces: { kept, locks } });
  assert.deepEqual([again.status, again.muid], ["joined", ana.muid]);
  assert.equal(again.call.self.value?.role, "HOST");
  assert.deepEqual([ben.names, comings(ben)], [["Ana"], []]);
  assert.deepEqual([again.links, ben.links], [["connected"], ["connected"]]);
  await end();
});

Deno.test("[R10] a call that ended for good leaves no record", async () => {
  const ends: ((ana: Person, ben: Person) => unknown)[] = [
    (_ana, ben) => ben.call.leave(),
    (ana, ben) => ana.call.remove(ben.muid),
    (ana) => ana.call.finish(),
  ];
  for (const finish of ends) {
    const { join, end } = await setUp();
    const ana = await join("subject-0");
    const ben = await join("ben");
    assert.ok(ben.tab.has("conflux.seat") && ben.kept.has("conflux.lastSeat"));
    await finish(ana, ben);
    await settle();
    assert.equal(ben.status, "ended");
    assert.ok(!ben.tab.has("conflux.seat") && !ben.kept.has("conflux.lastSeat"));
    await end();
  }
});

Deno.test("[R10] coming back to a meeting that wants the person gives them the preview, devices on", async () => {
  const { join, unload, comeBack, end, server, clock } = await setUp();
  await join("subject-0", { name: "Ana" });
  const ben = await join("ben");
  const traces = unload(ben);
  server.restart();
  await join("cleo", { name: "Ben" });
  const back = await comeBack("ben", traces);
  assert.ok(back);
  await clock.advance(1_000);
  const { value } = back.call.status;
  assert.ok(value.kind === "ended" && value.reason.kind === "refused");
  assert.equal(value.reason.error, "NAME_TAKEN");
  assert.equal(back.local.camera.value.kind, "on");
  assert.ok(!back.tab.has("conflux.seat"));
  assert.equal(back.client.preferences.value.name, "ben");
  await end();
});

Deno.test("[R10] a record that is broken, of another meeting or of the future is no record", async () => {
  const clock = createManualClock();
  const tab = new Map<string, string>();
  const storage = {
    get: (key: string) => tab.get(key) ?? null,
    set: (key: string, value: string) => tab.set(key, value).has(key),
    remove: (key: string) => void tab.delete(key),
  };
  const memory = createSeatMemory({
    clock,
    storage,
    tabStorage: storage,
    // Plain http: no locks.
    holdLock: () => Promise.resolve(null),
    uuid: () => crypto.randomUUID(),
  });
  const seat = {
    meetingId: "123456789",
    muid: crypto.randomUUID(),
    resumeToken: "token",
    name: "Ana",
    wanted: { mic: true, camera: false },
    told: { mic: true, camera: false },
    rung: 1,
  };
  memory.write(seat);
  const good = tab.get("conflux.seat") ?? "";
  const { writtenAt, ...taken } = { ...await memory.takeBack("123456789"), writtenAt: 0 };
  assert.deepEqual([taken, writtenAt], [seat, 0]);
  assert.equal(await memory.takeBack("987654321"), null);
  memory.lookForOld("123456789");
  await settle();
  assert.notEqual(memory.newMuid(), seat.muid, "without locks the seat may be in use");
  const broken = [
    "",
    "{",
    "null",
    "[]",
    "7",
    good.replace(seat.muid, "x"),
    good.replace(/"writtenAt":\d+/, '"writtenAt":"now"'),
    good.replace(/"writtenAt":\d+/, `"writtenAt":${clock.now() + 60_000}`),
  ];
  for (const text of broken) {
    tab.set("conflux.seat", text);
    assert.equal(await memory.takeBack("123456789"), null, text);
  }
});
