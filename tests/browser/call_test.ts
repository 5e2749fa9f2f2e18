// Whole calls: several clients against the server's real rooms and sessions, over fake sockets and
// fake peer connections, on one manual clock.

import assert from "node:assert/strict";
import { createFakeCalls as setUp, type Person } from "../fakes/browser/calls.ts";
import { createManualClock, settle } from "../fakes/browser/clock.ts";
import { createFakeEnv } from "../fakes/browser/env.ts";
import { FakeNetwork } from "../fakes/browser/network.ts";
import { createFakeServer } from "../fakes/browser/socket_server.ts";

Deno.test("[F3][P20] three people are all connected, in the order of joining, each with one certificate", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const cleo = await join("cleo");
  assert.deepEqual([ana, ben, cleo].map((one) => one.status), ["joined", "joined", "joined"]);
  assert.deepEqual(ana.names, ["ben", "cleo"]);
  assert.deepEqual(cleo.names, ["subject-0", "ben"]);
  for (const { links, peers, certificates } of [ana, ben, cleo]) {
    assert.deepEqual(links, ["connected", "connected"]);
    assert.deepEqual([peers.length, certificates.length], [2, 1]);
    for (const { configuration } of peers) {
      assert.deepEqual(configuration.certificates, certificates);
      assert.equal(configuration.bundlePolicy, "max-bundle");
    }
  }
  assert.deepEqual(ana.kinds, ["joined", "joined"]);
  assert.deepEqual(cleo.kinds, [], "who was there is not announced");
  assert.deepEqual(ana.call.self.value?.role, "HOST");
  assert.deepEqual(ana.stateOf(ben), { mic: true, camera: true, screen: false });
  await end();
});

Deno.test("[F3] a camera is shown when both the server says so and something arrived", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const [remote] = ana.call.participants.value;
  assert.ok(remote?.audio.value, "the voice is there once linked");
  assert.equal(remote.camera.value, null);
  ana.peers[0]?.getTransceivers()[1]?.receiver.fake.setMuted(false);
  const stream = remote.camera.value;
  assert.ok(stream);
  await ben.call.setCamera(false);
  await settle();
  assert.equal(remote.camera.value, null);
  await ben.call.setCamera(true);
  await settle();
  assert.equal(remote.camera.value, stream, "the same object: the picture does not restart");
  assert.equal(ana.peers.length, 1);
  assert.deepEqual(ana.peers.map((peer) => peer.negotiations), [0], "[P18] nothing renegotiated");
  await end();
});

Deno.test("[F3] leaving says so, ends every track, connection and socket, and the others are told", async () => {
  const { join, end, network, server } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  await ben.call.leave();
  await settle();
  assert.deepEqual(ben.call.status.value, { kind: "ended", reason: { kind: "left" } });
  assert.ok(ben.media.tracks.every((track) => track.readyState === "ended"));
  assert.deepEqual([ana.names, ana.kinds], [[], ["joined", "left"]]);
  assert.deepEqual(network.live(), []);
  assert.equal(server.openSockets(), 1);
  await end();
});

Deno.test("[P11] the state told in JOIN is what the devices do, and every switch is told", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  await ben.call.setMic(false);
  await settle();
  assert.equal(ana.stateOf(ben)?.mic, false);
  assert.deepEqual(ben.peers[0]?.getTransceivers()[0]?.sender.track, null);
  await ben.call.setMic(true);
  await settle();
  assert.equal(ana.stateOf(ben)?.mic, true);
  assert.deepEqual(ben.kinds, [], "our own switching is no host's");
  await end();
});

Deno.test("[F9] muted by a host: the microphone is off and it says so, once", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  assert.deepEqual(await ana.call.mute(ben.muid), { ok: true });
  await settle();
  assert.deepEqual([ben.local.mic.value.kind, ben.kinds], ["off", ["muted-by-host"]]);
  assert.equal(ben.media.tracks[0]?.enabled, false);
  await ana.call.stopCamera(ben.muid);
  await settle();
  assert.deepEqual([ben.local.camera.value.kind, ben.kinds.at(-1)], ["off", "camera-off-by-host"]);
  await ben.call.setMic(true);
  await settle();
  assert.deepEqual(ana.stateOf(ben), { mic: true, camera: false, screen: false });
  assert.equal(ben.kinds.length, 2);
  const refused = await ben.call.mute(ana.muid);
  assert.ok(!refused.ok && refused.error === "FORBIDDEN");
  await end();
});

Deno.test("[F9] switching on and off faster than the server answers is not taken for a host's doing", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  for (const isOn of [false, true, false, true, false, true]) void ben.call.setMic(isOn);
  await settle();
  assert.deepEqual([ben.local.mic.value.kind, ben.kinds], ["on", []]);
  for (const isOn of [false, true]) {
    void ben.call.setMic(isOn);
    for (let turn = 0; turn < 7; turn++) await Promise.resolve();
  }
  await settle();
  assert.deepEqual([ben.local.mic.value.kind, ben.kinds], ["on", []]);
  assert.equal(ana.stateOf(ben)?.mic, true);
  await end();
});

Deno.test("[F9] muted while away: the snapshot or the missed event says it", async () => {
  const { join, end, server, clock } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  server.isUp = false;
  server.cut("ben");
  await settle();
  assert.equal(ben.status, "reconnecting");
  await ana.call.mute(ben.muid);
  server.isUp = true;
  await clock.advance(1_000);
  assert.deepEqual([ben.status, ben.local.mic.value.kind, ben.kinds], [
    "joined",
    "off",
    ["muted-by-host"],
  ]);
  await end();
});

Deno.test("[R1] a lost socket: same seat, same connections, nobody left, nothing missed [R3]", async () => {
  const { join, end, server, clock } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  server.away.add("ben");
  server.cut("ben");
  await clock.advance(0);
  assert.equal(ana.call.participants.value[0]?.info.value.online, false);
  const text = await ana.call.chat.send("while you were away");
  assert.ok(text.ok);
  await join("cleo");
  const waiting = ben.call.setHand(true);
  await ben.call.setCamera(false);
  server.away.clear();
  await clock.advance(20_000);
  assert.equal(ben.status, "joined");
  assert.deepEqual(ben.call.chat.messages.value.map((message) => message.text), [
    "while you were away",
  ]);
  assert.deepEqual(ben.names, ["subject-0", "cleo"]);
  assert.deepEqual(ben.links, ["connected", "connected"]);
  assert.ok((await waiting).ok, "what could not be sent went out afterwards");
  assert.equal(ana.stateOf(ben)?.camera, false);
  assert.equal(ana.call.participants.value[0]?.info.value.hand, true);
  assert.deepEqual(ana.kinds, ["joined", "joined", "hand"]);
  assert.deepEqual([ana.peers.length, ben.peers.length], [2, 2], "no connection was rebuilt");
  assert.ok(server.traffic.some(({ frame }) => frame.type === "RES_RESUME_MEETING"));
  await end();
});

Deno.test("[R6] the server restarts without seats: all come back as they are, connections untouched", async () => {
  const { join, end, server, clock, network, all } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  await join("cleo");
  const muids = all().map((one) => one.muid);
  server.isUp = false;
  server.restart();
  await clock.advance(3_000);
  await ben.call.setMic(false);
  assert.deepEqual(ana.links, ["connected", "connected"]);
  server.isUp = true;
  await clock.advance(20_000);
  for (const person of all()) {
    assert.equal(person.status, "joined");
    assert.equal(person.call.participants.value.length, 2);
    assert.deepEqual(person.call.participants.value.map((one) => one.info.value.online), [
      true,
      true,
    ]);
  }
  assert.deepEqual(all().map((one) => one.muid), muids);
  assert.equal(ana.stateOf(ben)?.mic, false, "with the state as it is now");
  assert.equal(network.peers.length, 6, "no connection was made anew");
  const said = all().flatMap((one) => one.kinds).filter((kind) => kind !== "role");
  assert.deepEqual(said, ["joined", "joined", "joined"], "nobody came, nobody went");
  await end();
});

Deno.test("[R6] who does not come back after a restart is dropped 30 s after our own return", async () => {
  const { join, unload, end, server, clock } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  server.isUp = false;
  server.restart();
  await clock.advance(1_000);
  // Ben's machine is gone with it, and says nothing.
  unload(ben);
  server.isUp = true;
  await clock.advance(10_000);
  assert.equal(ana.status, "joined");
  assert.deepEqual(ana.names, ["ben"]);
  assert.equal(ana.call.participants.value[0]?.info.value.online, false);
  await clock.advance(31_000);
  assert.deepEqual([ana.names, ana.kinds.at(-1)], [[], "left"]);
  await end();
});

Deno.test("[R11] the network is down for 10 s: media is back within 10 s of its return", async () => {
  // Where the browser tells of the network, and where only silence does.
  const cases = [true, false].flatMap((isTold) =>
    [0, 4, 8, 12].map((since) => ({ isTold, since }))
  );
  for (const { isTold, since } of cases) {
    const { join, end, server, clock, network, all } = await setUp();
    const ana = await join("subject-0");
    const ben = await join("ben");
    // At any moment between two signs of life.
    await clock.advance(20_000 + since * 1_000);
    server.away.add("ben");
    server.mute("ben");
    network.cut();
    // ICE gives up on the old path while nothing can be told.
    await clock.advance(9_000);
    network.fail();
    await clock.advance(1_000);
    network.heal();
    server.away.clear();
    if (isTold) ben.page.emit("online");
    await clock.advance(10_000);
    assert.deepEqual(
      [ana.links, ben.links],
      [["connected"], ["connected"]],
      `${since}`,
    );
    assert.deepEqual(all().flatMap((one) => one.kinds), ["joined"]);
    await clock.advance(20_000);
    assert.deepEqual([ana.status, ben.status], ["joined", "joined"]);
    assert.deepEqual([ana.peers.length, ben.peers.length], [1, 1], "restarts were enough");
    await end();
  }
});

Deno.test("[R11] a laptop that slept past its grace: on wake it is back in seconds", async () => {
  const { join, end, server, clock, network } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  // Asleep: no timer of its own runs, and the others see it go.
  server.away.add("ben");
  server.cut("ben");
  const asleep = ben.call.participants.value[0];
  await clock.advance(0);
  network.cut();
  await clock.advance(40_000);
  assert.deepEqual(ana.names, []);
  network.heal();
  server.away.clear();
  ben.page.emit("wake");
  await clock.advance(3_000);
  assert.deepEqual([ben.status, ana.names], ["joined", ["ben"]]);
  assert.deepEqual([ana.links, ben.links], [["connected"], ["connected"]]);
  assert.equal(ben.call.participants.value[0], asleep, "to Ben, Ana never went");
  await end();
});

Deno.test("[R1] a signal lost on the way in is said again when the other is back", async () => {
  const { join, end, server, clock } = await setUp();
  const ana = await join("subject-0");
  server.isUp = false;
  server.cut("subject-0");
  await clock.advance(0);
  server.isUp = true;
  const ben = await join("ben");
  await clock.advance(3_000);
  assert.deepEqual([ana.status, ben.status], ["joined", "joined"]);
  assert.deepEqual([ana.links, ben.links], [["connected"], ["connected"]]);
  assert.deepEqual([ana.peers.length, ben.peers.length], [1, 1]);
  await end();
});

Deno.test("[F9] in the lobby it waits, for as long as it takes; admitted it is in", async () => {
  const { join, end, clock, server } = await setUp({ lobby: true });
  const ana = await join("subject-0");
  const ben = await join("ben");
  assert.deepEqual([ana.status, ben.status], ["joined", "waiting"]);
  assert.deepEqual(ana.kinds, ["waiting"]);
  await clock.advance(120_000);
  assert.equal(ben.status, "waiting");
  const joins = server.traffic.filter(({ who, frame }) =>
    who === "ben" && frame.type === "JOIN_MEETING"
  );
  assert.equal(joins.length, 1, "it knocks once");
  server.cut("ben");
  await clock.advance(1_000);
  assert.equal(ben.status, "waiting", "and comes back into the lobby");
  const [waiting] = ana.call.waiting.value;
  assert.ok(waiting);
  await ana.call.admit(waiting.muid);
  await settle();
  assert.deepEqual([ben.status, ana.links], ["joined", ["connected"]]);
  assert.equal(ana.call.waiting.value.length, 0);
  const cleo = await join("cleo");
  await ana.call.deny(ana.call.waiting.value[0]?.muid ?? "");
  await settle();
  const { status: last } = cleo.call;
  assert.ok(last.value.kind === "ended" && last.value.reason.kind === "refused");
  assert.equal(last.value.reason.error, "DENIED");
  await end();
});

Deno.test("[F9] removed and finished are told, and end everything", async () => {
  const { join, end, server } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const cleo = await join("cleo");
  await ana.call.remove(ben.muid);
  await settle();
  assert.deepEqual(ben.call.status.value, { kind: "ended", reason: { kind: "removed" } });
  assert.ok(ben.media.tracks.every((track) => track.readyState === "ended"));
  assert.deepEqual(ana.call.removed.value.map((one) => one.name), ["ben"]);
  assert.ok((await ana.call.finish()).ok);
  await settle();
  for (const { call } of [ana, cleo]) {
    assert.deepEqual(call.status.value, { kind: "ended", reason: { kind: "finished" } });
  }
  assert.equal(server.openSockets(), 0);
  await end();
});

Deno.test("[P12] refused at the door, one may try again with the same devices", async () => {
  const { join, end } = await setUp();
  await join("subject-0", { name: "Ana" });
  const ben = await join("ben", { name: "ana" });
  const { value } = ben.call.status;
  assert.ok(value.kind === "ended" && value.reason.kind === "refused");
  assert.equal(value.reason.error, "NAME_TAKEN");
  assert.equal(ben.local.camera.value.kind, "on");
  const request = { meetingId: "123456789", name: "Ben" };
  const again = ben.client.join(request, ben.local);
  ben.call.close();
  await settle();
  assert.equal(again.status.value.kind, "joined");
  assert.equal(ben.local.camera.value.kind, "on");
  assert.equal(ben.client.preferences.value.name, "Ben");
  await end();
});

Deno.test("a server out of reach for 30 s refuses the first join as unavailable", async () => {
  const { join, end, server, clock } = await setUp();
  server.isUp = false;
  const ana = await join("subject-0");
  assert.equal(ana.status, "joining");
  await clock.advance(30_000);
  const { value } = ana.call.status;
  assert.ok(value.kind === "ended" && value.reason.kind === "refused");
  assert.equal(value.reason.error, "UNAVAILABLE");
  await end();
});

Deno.test("[F5] a camera pulled out in the call says so and the others are told", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  ben.media.unplug("cam-1");
  await settle();
  assert.deepEqual(ben.notices, [
    { kind: "device-lost", device: "camera", replacement: null },
  ]);
  assert.equal(ana.stateOf(ben)?.camera, false);
  await end();
});

const screenTracks = ({ media }: Person) =>
  media.tracks.filter((track) => track.deviceId === "screen").map((track) => track.readyState);
/** What the first connection sends on the lines of the screen. */
const sentScreen = ({ peers }: Person) =>
  [2, 3].map((line) => peers[0]?.getTransceivers()[line]?.sender.track?.kind);

Deno.test("[F5] a microphone that the system silences is told as off, and as on when it is back", async () => {
  const { join, end, clock } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const track = ben.media.tracks.find(({ kind }) => kind === "audio");
  track?.setMuted(true);
  await clock.advance(2_000);
  assert.equal(ana.stateOf(ben)?.mic, false);
  assert.deepEqual(ben.kinds.filter((kind) => kind.startsWith("device")), ["device-silenced"]);
  assert.equal(ben.local.mic.value.kind, "on", "nobody switched it off");
  track?.setMuted(false);
  await clock.advance(2_000);
  assert.equal(ana.stateOf(ben)?.mic, true);
  assert.equal(ben.kinds.includes("muted-by-host"), false);
  await end();
});

Deno.test("[F6][P18] a screen goes out with its sound once the server agreed, and stops when it ends", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  await ben.call.setScreen(true);
  await settle();
  assert.equal(ana.stateOf(ben)?.screen, true);
  assert.deepEqual(sentScreen(ben), ["video", "audio"]);
  assert.equal(ben.call.screen.value?.getTracks().length, 2);
  assert.equal(ben.media.tracks.at(-2)?.contentHint, "detail");
  assert.deepEqual(ana.peers.map((peer) => peer.negotiations), [0], "nothing renegotiated");
  // The browser's own bar.
  ben.media.tracks.at(-2)?.unplug();
  await settle();
  assert.equal(ana.stateOf(ben)?.screen, false);
  assert.deepEqual(sentScreen(ben), [undefined, undefined]);
  assert.deepEqual([ben.call.screen.value, screenTracks(ben)], [null, ["ended", "ended"]]);
  assert.deepEqual(ben.notices, [], "who stopped it knows");
  await end();
});

Deno.test("[F6][P13] while somebody shares, nothing of a second screen is captured or sent", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  ben.media.isSlow = true;
  // Ben's picker is open while Ana begins: only the server can tell.
  const asked = ben.call.setScreen(true);
  await ana.call.setScreen(true);
  await settle();
  ben.media.answer();
  await asked;
  assert.equal(sentScreen(ben)[0], undefined, "not before the server agreed");
  await settle();
  assert.deepEqual(ben.notices.map(({ kind }) => kind), ["sharing", "screen-busy"]);
  assert.deepEqual([ben.call.screen.value, sentScreen(ben)[0]], [null, undefined]);
  assert.deepEqual(screenTracks(ben), ["ended", "ended"]);
  // Known beforehand: the person is not even asked what to share.
  await ben.call.setScreen(true);
  assert.equal(ben.media.displayOptions.length, 1);
  assert.equal(ben.notices.length, 3);
  await ana.call.setScreen(false);
  ben.media.isSlow = false;
  await settle();
  await ben.call.setScreen(true);
  await settle();
  assert.ok(ben.call.screen.value);
  await end();
});

Deno.test("[F6] closing the browser's question says nothing; a system that blocks it is named", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  ana.media.display = new DOMException("Permission denied", "NotAllowedError");
  await ana.call.setScreen(true);
  assert.deepEqual(ana.notices, []);
  ana.media.display = new DOMException("Permission denied by system", "NotAllowedError");
  await ana.call.setScreen(true);
  assert.deepEqual(ana.notices, [{ kind: "screen-failed", failure: "denied-by-system" }]);
  const refused = new DOMException("", "NotAllowedError");
  Object.assign(ana.media, { display: refused, policy: ["camera"], isFramed: true });
  await ana.call.setScreen(true);
  // Firefox says nothing of the frame, but refuses at once.
  Object.assign(ana.media, { policy: null });
  await ana.call.setScreen(true);
  const blocked = { kind: "screen-failed", failure: "blocked-by-frame" };
  assert.deepEqual(ana.notices.slice(1), [blocked, blocked]);
  Object.assign(ana.media, { display: ["video"], isFramed: false });
  await ana.call.setScreen(true);
  await settle();
  assert.ok(ana.call.screen.value, "a share without sound is one");
  await end();
});

Deno.test("[R6] a share outlives a restart of the server", async () => {
  const { join, end, clock, server } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  await ben.call.setScreen(true);
  await settle();
  server.restart();
  await clock.advance(20_000);
  assert.equal(ana.stateOf(ben)?.screen, true);
  assert.deepEqual([sentScreen(ben)[0], screenTracks(ben)], ["video", ["live", "live"]]);
  await end();
});

Deno.test("[R6] a share that ends and begins anew while the server is away goes out when it is back", async () => {
  const { join, end, clock, server } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  await ben.call.setScreen(true);
  await settle();
  server.isUp = false;
  server.cut("ben");
  await settle();
  await ben.call.setScreen(false);
  await ben.call.setScreen(true);
  assert.deepEqual(sentScreen(ben), [undefined, undefined]);
  server.isUp = true;
  await clock.advance(2_000);
  assert.equal(ana.stateOf(ben)?.screen, true);
  assert.deepEqual(sentScreen(ben), ["video", "audio"]);
  assert.ok(ben.call.screen.value);
  await end();
});

Deno.test("[F11] how the own picture is shown is told to the others, also when it changes", async () => {
  const { join, end } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const look = () => {
    const { expandCamera, mirrorCamera } = ana.call.participants.value[0]?.info.value ?? {};
    return [expandCamera, mirrorCamera];
  };
  assert.deepEqual(look(), [true, true]);
  ben.client.remember({ isExpanded: false });
  await settle();
  assert.deepEqual(look(), [false, true]);
  await end();
});

Deno.test("[F3] who speaks is marked, and the microphone that is off is silent", async () => {
  const { join, end, clock, network } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  network.level = 0.3;
  await clock.advance(1_000);
  assert.deepEqual([...ana.call.speaking.value], [ben.muid]);
  assert.equal(ana.call.activeSpeaker.value, ben.muid);
  await ben.call.setMic(false);
  await clock.advance(2_000);
  assert.deepEqual([...ana.call.speaking.value], []);
  assert.equal(ana.call.participants.value[0]?.level.value, 0);
  await end();
});

Deno.test("[F13] connections are measured for two minutes back, and the mark says when one is cut", async () => {
  const { join, end, clock, network } = await setUp();
  const ana = await join("subject-0");
  const ben = await join("ben");
  const [seen] = ana.call.participants.value;
  assert.ok(seen);
  assert.equal(seen.quality.value, null, "nothing to go by yet");
  // The fake connections carry no media: silence is as it should be from who is off.
  await ben.call.setMic(false);
  await ben.call.setCamera(false);
  await clock.advance(300_000);
  assert.equal(seen.quality.value, "good");
  const times = seen.samples.value.map(({ at }) => at);
  assert.deepEqual([times.length, (times.at(-1) ?? 0) - (times[0] ?? 0)], [60, 118_000]);
  assert.deepEqual(seen.samples.value.at(-1)?.path, "direct");
  network.cut();
  await clock.advance(10_000);
  assert.equal(seen.quality.value, "lost");
  assert.equal(seen.samples.value.at(-1)?.path, "none");
  await end();
});

Deno.test("[R11] a connection that says it stands and lets nothing through is replaced, and only that one", async () => {
  const { join, clock, end } = await setUp();
  const [ana, ben, cleo] = [await join("subject-0"), await join("ben"), await join("cleo")];
  await clock.advance(10_000);
  const [toBen] = ana.peers;
  assert.ok(toBen);
  toBen.isDeaf = true;
  await clock.advance(30_000);
  assert.deepEqual([ana.peers.length, ben.peers.length, cleo.peers.length], [3, 3, 2]);
  assert.ok(toBen.isClosed);
  assert.deepEqual(ana.links, ["connected", "connected"]);
  await end();
});

Deno.test("[P2] renewed TURN credentials reach the living connections", async () => {
  const { join, end, clock } = await setUp();
  await join("subject-0");
  const ben = await join("ben");
  const server = { urls: "turn:example.org", username: "u", credential: "c" };
  ben.fake.config = { ICE_SERVERS: [server] };
  await clock.advance(1_800_000);
  assert.deepEqual(ben.peers[0]?.configuration.iceServers, [{ ...server, urls: [server.urls] }]);
  assert.deepEqual(ben.links, ["connected"]);
  await end();
});

Deno.test("[S14] what is done to all links is done to some at a time", async () => {
  const { join, end, clock } = await setUp();
  for (let count = 1; count < 9; count++) await join(`guest ${count}`);
  const ana = await join("subject-0");
  await clock.advance(20_000);
  const restarts = () => ana.peers.filter(({ negotiations }) => negotiations > 1).length;
  assert.deepEqual([ana.links.length, restarts()], [8, 0]);
  ana.page.emit("online");
  await clock.advance(0);
  await settle();
  // The last one in is polite to all: half a second later.
  await clock.advance(500);
  const atOnce = restarts();
  assert.ok(atOnce > 0 && atOnce <= 6, `${atOnce} at once`);
  await clock.advance(3_000);
  assert.equal(restarts(), 8);
  assert.ok(ana.links.every((link) => link === "connected"));
  await end();
});

Deno.test("[P1] warming up fetches one token and opens one socket, which the join then uses", async () => {
  const clock = createManualClock();
  const server = await createFakeServer(clock);
  const openSocket = server.openSocket("ben");
  const network = new FakeNetwork();
  const { client, requests, kept } = createFakeEnv({ clock, network, subject: "ben", openSocket });
  client.warmUp(server.meetingId);
  client.warmUp(server.meetingId);
  await settle();
  assert.deepEqual([requests, server.openSockets()], [[`/config/${kept.get("conflux.user")}`], 1]);
  const media = client.openMedia();
  const call = client.join({ meetingId: server.meetingId, name: "Ben" }, media);
  await settle();
  assert.deepEqual([call.status.value.kind, server.openSockets(), requests.length], [
    "joined",
    1,
    1,
  ]);
  client.close();
  client.close();
  await clock.advance(31_000);
  assert.deepEqual([server.openSockets(), clock.pending()], [0, 0]);
});
