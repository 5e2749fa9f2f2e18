// One link between two participants over fake connections that keep the rules of JSEP: who offers, who
// yields, what is lost on the way, and how it is repaired (P18, P19, R11).

import assert from "node:assert/strict";
import type { SignalPayload } from "../../../lib/shared/protocol/mod.ts";
import { createFakeLinks as setUp, type Side } from "../../fakes/browser/links.ts";
import { createFakeTrack } from "../../fakes/browser/media.ts";
import { settle } from "../../fakes/browser/clock.ts";

async function connected(brands: Parameters<typeof setUp>[0] = {}) {
  const all = setUp(brands);
  all.early.link.start(false);
  all.late.link.start(true);
  await all.talk();
  all.isUp();
  return all;
}

Deno.test("[P18] who joins later offers once: four m-lines and the channel, in one exchange", async () => {
  const { early, late, end } = await connected();
  assert.deepEqual([late.said, early.said], [["offer"], ["answer"]]);
  for (const { channels } of [early.peer, late.peer]) {
    assert.deepEqual(channels.map(({ label, init }) => ({ label, ...init })), [
      { label: "conflux", negotiated: true, id: 0, ordered: true },
      { label: "conflux-files", negotiated: true, id: 1, ordered: true },
    ]);
  }
  assert.deepEqual([early.peer.negotiations, late.peer.negotiations], [0, 1]);
  end();
});

Deno.test("[P18] both sides ask for a voice with redundancy, and leave the rest to the browser", async () => {
  const { early, late, end } = await connected();
  for (const { peer } of [early, late]) {
    const orders = peer.getTransceivers().map(({ codecs }) => codecs.map((one) => one.mimeType));
    assert.deepEqual(orders, [["audio/red", "audio/opus"], [], [], []]);
  }
  end();
});

Deno.test("[P18] switching mic, camera and share on and off never renegotiates", async () => {
  const { early, late, talk, isUp, end } = await connected();
  for (const side of [early, late]) {
    for (const track of [null, createFakeTrack("video"), null, createFakeTrack("video")]) {
      side.tracks.camera.value = track;
      side.tracks.mic.value = track && createFakeTrack("audio");
      side.tracks.screen.value = track && createFakeTrack("video");
      side.tracks.screenAudio.value = track && createFakeTrack("audio");
      await talk();
      isUp();
    }
  }
  assert.deepEqual([late.said, early.said], [["offer"], ["answer"]]);
  assert.deepEqual([early.peers.length, late.peers.length], [1, 1]);
  end();
});

Deno.test("[P18] a device switched on before the answer came is sent", async () => {
  const { early, late, deliver, talk, isUp, end } = setUp();
  late.tracks.camera.value = null;
  early.link.start(false);
  late.link.start(true);
  await settle();
  late.tracks.camera.value = createFakeTrack("video");
  await deliver(late);
  early.tracks.mic.value = null;
  await talk();
  isUp();
  end();
});

Deno.test("[P18] candidates before the description are held; those of an older generation dropped", async () => {
  const { early, late, talk, isUp, end } = setUp();
  early.link.start(false);
  late.link.start(true);
  await settle();
  const stale = { candidate: "candidate:9 ufrag old", usernameFragment: "old", sdpMid: "0" };
  late.outbox.unshift({ candidate: stale });
  // The offer, then the candidates; the answer's candidate overtakes the answer.
  early.link.handleSignal({ candidate: stale });
  await talkWith(late, early, (payloads) => payloads);
  await talkWith(early, late, (payloads) => payloads.toReversed());
  await talk();
  isUp();
  assert.ok(
    [...early.peer.candidates, ...late.peer.candidates].every((one) =>
      one.usernameFragment !== "old"
    ),
  );
  assert.equal(late.peer.candidates.length, 1, "the early one was used");
  end();
});

async function talkWith(
  from: Side,
  to: Side,
  arrange: (payloads: SignalPayload[]) => SignalPayload[],
): Promise<void> {
  for (const payload of arrange(from.outbox.splice(0))) to.link.handleSignal(payload);
  await settle();
}

Deno.test("[P19] an ICE restart by either side heals a failed path on the same connections", async () => {
  for (const who of ["early", "late"] as const) {
    const all = await connected();
    all.network.fail();
    // The other side does not notice by itself.
    all[who === "early" ? "late" : "early"].outbox.length = 0;
    await all.talk();
    all.isUp();
    assert.deepEqual([all.early.peers.length, all.late.peers.length], [1, 1]);
    all.end();
  }
});

Deno.test("[P19] glare of two ICE restarts ends connected, whatever the order of arrival", async () => {
  for (const order of ["late first", "early first", "crossing"]) {
    const { early, late, network, deliver, talk, isUp, end } = await connected();
    network.fail();
    await settle();
    assert.deepEqual([early.said.at(-1), late.said.at(-1)], ["offer", "offer"], "both offered");
    if (order === "late first") await deliver(late);
    if (order === "early first") await deliver(early);
    if (order === "crossing") {
      const [a, b] = [early.outbox.splice(0), late.outbox.splice(0)];
      a.forEach((payload) => late.link.handleSignal(payload));
      b.forEach((payload) => early.link.handleSignal(payload));
    }
    await talk();
    isUp();
    assert.deepEqual([early.peers.length, late.peers.length], [1, 1], "nothing was rebuilt");
    end();
  }
});

Deno.test("[P18] glare of two first offers: the polite side takes the other's", async () => {
  for (const first of ["late", "early"] as const) {
    const { early, late, deliver, talk, isUp, end } = setUp();
    early.link.start(true);
    late.link.start(true);
    await settle();
    await deliver(first === "late" ? late : early);
    await talk();
    isUp();
    assert.equal(early.peers.length, 1, "the impolite side keeps its own");
    end();
  }
});

Deno.test("[P18] an offer that arrives at any turn while our own is being made is glare too", async () => {
  for (const restarted of ["early", "late"] as const) {
    for (let turns = 0; turns < 25; turns++) {
      const all = await connected();
      const { early, late } = all;
      const other = restarted === "early" ? late : early;
      other.link.handleNetworkChange();
      await settle();
      all[restarted].link.handleNetworkChange();
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await all.deliver(other);
      await all.talk();
      all.isUp();
      assert.deepEqual([early.peers.length, late.peers.length], [1, 1]);
      all.end();
    }
  }
});

Deno.test("[R1] an offer that comes twice is answered, and a second answer is ignored", async () => {
  const { early, late, talk, isUp, end } = setUp();
  early.link.start(false);
  late.link.start(true);
  await settle();
  // Sent again as the first may be lost, and both arrive in one breath.
  late.link.handleReachable();
  await talk();
  isUp();
  assert.deepEqual([late.said, early.said], [["offer", "offer"], ["answer", "answer"]]);
  end();
});

Deno.test("[R11] an offer nobody answered is said again after 5 s", async () => {
  const { clock, early, late, talk, lose, isUp, end } = setUp();
  early.link.start(false);
  late.link.start(true);
  await settle();
  lose(late);
  early.canSignal = false;
  await clock.advance(5_000);
  await talk();
  isUp();
  assert.deepEqual([early.peers.length, late.peers.length], [1, 1]);
  end();
});

Deno.test("[P19][R11] a restart that Firefox answers as nobody may is a new connection at once, and once", async () => {
  const { early, late, talk, isUp, end, clock } = setUp({ late: "firefox" });
  early.link.start(false);
  late.link.start(true);
  await talk();
  isUp();
  for (let round = 0; round < 3; round++) {
    early.link.handleNetworkChange();
    await talk();
    isUp();
    late.link.handleNetworkChange();
    await clock.advance(500);
    await talk();
    isUp();
  }
  assert.deepEqual([early.peers.length, late.peers.length], [2, 2]);
  end();
});

Deno.test("[R11] Firefox lets nothing through after it had failed: found a path, heard nothing, began anew", async () => {
  for (const brands of [{ late: "firefox" }, { early: "firefox" }] as const) {
    const { early, late, talk, isUp, end, clock, network } = setUp(brands);
    early.link.start(false);
    late.link.start(true);
    await talk();
    isUp();
    const before = early.peers.length;
    network.fail();
    for (let second = 0; second < 4; second++) {
      await talk();
      await clock.advance(1_000);
    }
    isUp();
    assert.equal(early.peers.length - before, 1, "once");
    await clock.advance(60_000);
    assert.equal(early.peers.length - before, 1);
    end();
  }
});

Deno.test("[R11] a description that no connection takes is not tried without end", async () => {
  const { early, late, talk, clock, end, isUp } = await connected();
  const { createConnection } = early.network;
  const refuse = () => Promise.reject(new DOMException("", "OperationError"));
  early.peer.setRemoteDescription = refuse;
  early.network.createConnection = (configuration, brand) => {
    const made = createConnection(configuration, brand);
    if (early.peers.length < 3) made.setRemoteDescription = refuse;
    return made;
  };
  late.peer.restartIce();
  await settle();
  await talk();
  assert.equal(early.peers.length, 2, "one more try at once");
  assert.match(early.troubles.splice(0).join(), /description/);
  for (let second = 0; second < 180; second++) {
    await talk();
    await clock.advance(1_000);
  }
  isUp();
  for (const { troubles } of [early, late]) troubles.length = 0;
  end();
});

Deno.test("[R10] a side that lost its connection gets a new one, whoever offers", async () => {
  for (const who of ["early", "late"] as const) {
    for (const isInitiator of [true, false]) {
      const all = await connected();
      all[who].reload();
      all[who].link.start(isInitiator);
      await all.talk();
      // Where the reloaded side waits, the other notices after 3 s and restarts; the answer comes
      // from another connection, so it starts over.
      await all.clock.advance(3_500);
      await all.talk();
      all.isUp();
      all.end();
    }
  }
});

Deno.test("[R10] both sides reload at once", async () => {
  const { early, late, talk, isUp, end } = await connected();
  early.reload();
  late.reload();
  early.link.start(true);
  late.link.start(true);
  await talk();
  isUp();
  end();
});

Deno.test("[P18] an answer to a connection since replaced is not applied to its successor", async () => {
  const { early, late, deliver, talk, isUp, end } = setUp();
  early.link.start(false);
  late.link.start(true);
  await settle();
  await deliver(late);
  const toFirst = early.outbox.splice(0);
  assert.ok(toFirst.some((payload) => "description" in payload));
  late.link.retry();
  await settle();
  for (const payload of toFirst) late.link.handleSignal(payload);
  await settle();
  assert.equal(late.peer.signalingState, "have-local-offer", "the old answer is ignored");
  await talk();
  isUp();
  end();
});

Deno.test("[R1] signals lost while somebody was away are sent again", async () => {
  // The offer is lost, or the answer, or all candidates with it.
  for (const lost of ["offer", "answer"]) {
    const { early, late, deliver, talk, lose, isUp, end } = setUp();
    early.link.start(false);
    late.link.start(true);
    await settle();
    if (lost === "offer") lose(late);
    else await deliver(late);
    lose(early);
    late.link.handleReachable();
    early.link.handleReachable();
    await talk();
    isUp();
    assert.deepEqual([early.peers.length, late.peers.length], [1, 1]);
    end();
  }
});

Deno.test("[R11] after 4 failed restarts the connection is rebuilt, and media is back", async () => {
  const { clock, early, late, network, talk, isUp, end } = await connected();
  // The DTLS association is broken for good: restarts cannot help.
  const stranger = network.createConnection();
  early.peer.bound = stranger;
  stranger.close();
  network.fail();
  for (let second = 0; second < 30 && early.state !== "connected"; second++) {
    await clock.advance(1_000);
    await talk();
  }
  isUp();
  assert.ok(early.peers.length > 1 && late.peers.length > 1);
  const [before] = [early, late].map((side) => side.said.filter((said) => said === "offer").length);
  assert.ok((before ?? 0) >= 4, "restarts came first");
  end();
});

Deno.test("[P19] a cut of 20 s: one side is told, both are connected after it", async () => {
  const { clock, early, late, network, talk, isUp, end } = await connected();
  network.cut();
  early.canSignal = late.canSignal = false;
  await clock.advance(20_000);
  assert.deepEqual([early.state, late.state], ["recovering", "recovering"]);
  assert.deepEqual(early.said, ["answer"], "no tries while nothing can be told");
  network.heal();
  network.fail();
  early.canSignal = late.canSignal = true;
  early.link.handleReachable();
  late.link.handleReachable();
  await talk();
  isUp();
  assert.deepEqual([early.peers.length, late.peers.length], [1, 1]);
  end();
});

Deno.test("[R11] a change of network before the other's first offer makes no offer of our own", async () => {
  const { early, late, talk, isUp, end } = setUp();
  early.link.start(false);
  early.link.handleNetworkChange();
  await settle();
  assert.equal(early.peers.length, 0);
  late.link.start(true);
  await settle();
  late.link.handleNetworkChange();
  await talk();
  isUp();
  assert.deepEqual([early.peers.length, late.peers.length], [1, 1]);
  end();
});

Deno.test("[P18] the size at which one is shown reaches the sender and limits it", async () => {
  const { early, late, talk, end } = await connected();
  const sent = () => early.peer.getTransceivers()[1]?.parameters[0];
  const showAt = async (camera: number) => {
    late.link.showAt({ camera, cameraWidth: null, screen: null });
    await talk();
  };
  assert.equal(sent()?.scaleResolutionDownBy, 1, "two people: 720p");
  early.people.value = 4;
  await settle();
  assert.equal(sent()?.scaleResolutionDownBy, 2, "four: 360p");
  await showAt(180);
  assert.equal(sent()?.scaleResolutionDownBy, 4);
  await showAt(0);
  assert.equal(sent()?.active, false);
  await showAt(360);
  assert.deepEqual([sent()?.active, sent()?.scaleResolutionDownBy], [true, 2]);
  early.hear('{"type":"later"}');
  early.hear("{");
  assert.equal(sent()?.scaleResolutionDownBy, 2, "what it does not know it ignores");
  end();
});

Deno.test("[F13] what a camera does not capture is not expected of the line", async () => {
  const { early, late, talk, end } = await connected();
  assert.equal(late.link.expectedFps(), 30);
  for (const [captured, expected] of [[12.4, 12], [13, 12], [29.97, 30], [60, 30]] as const) {
    early.peer.sourceFps = captured;
    await early.link.readReport();
    await talk();
    assert.equal(late.link.expectedFps(), expected, `${captured} captured`);
  }
  early.hear('{"type":"source","fps":-1}');
  early.hear('{"type":"source"}');
  assert.equal(early.link.expectedFps(), 30, "nonsense is ignored");
  end();
});

Deno.test("[F6][P18] a screen that is not shown is not sent, at its full size else, and its sound goes on", async () => {
  const { early, late, talk, end } = await connected();
  early.tracks.screen.value = createFakeTrack("video");
  early.tracks.screenAudio.value = createFakeTrack("audio");
  await talk();
  const sent = (line: number) => early.peer.getTransceivers()[line]?.parameters[0];
  const showAt = async (screen: number | null) => {
    late.link.showAt({ camera: 180, cameraWidth: null, screen });
    await talk();
    return sent(2)?.active;
  };
  assert.equal(await showAt(null), true);
  assert.equal(await showAt(0), false);
  assert.deepEqual([sent(1)?.active, sent(3)?.active], [true, true]);
  assert.equal(sent(3)?.maxBitrate, 96_000, "music needs more than a voice");
  early.people.value = 5;
  assert.equal(sent(2)?.active, false, "nor with another rate");
  assert.equal(await showAt(90), true);
  assert.equal(sent(2)?.scaleResolutionDownBy ?? 1, 1, "text has to stay readable");
  assert.equal(sent(2)?.maxBitrate, 1_500_000);
  assert.equal(await showAt(0), false);
  early.hear('{"type":"size","camera":180}');
  await settle();
  assert.equal(sent(2)?.active, true, "an older client says nothing of screens");
  end();
});

Deno.test("[F6][P18] what is shown is said again to a new connection", async () => {
  const { early, late, talk, end } = await connected();
  early.tracks.screen.value = createFakeTrack("video");
  late.link.showAt({ camera: 0, cameraWidth: 0, screen: 0 });
  await talk();
  early.reload();
  early.link.start(true);
  await talk();
  const active = early.peer.getTransceivers().map((line) => line.parameters[0]?.active);
  assert.deepEqual(active.slice(1, 3), [false, false]);
  end();
});

Deno.test("[F6] a shared screen that came once stays, though its line falls silent", async () => {
  const { early, late, talk, end } = await connected();
  const { hasArrived } = late.link.lines.value ?? {};
  const [, camera, screen] = late.peer.getTransceivers().map((line) => line.receiver.fake);
  early.tracks.screen.value = createFakeTrack("video");
  await talk();
  assert.equal(hasArrived?.screen.value, false);
  for (const track of [camera, screen]) track?.setMuted(false);
  for (const track of [camera, screen]) track?.setMuted(true);
  assert.deepEqual([hasArrived?.camera.value, hasArrived?.screen.value], [false, true]);
  end();
});

Deno.test("[P2] renewed TURN credentials restart ICE only where a relay is in use", async () => {
  const { early, late, talk, isUp, end } = await connected();
  const iceServers = [{ urls: ["turn:example.org"], username: "u", credential: "c" }];
  early.ice.setServers(iceServers);
  await early.link.renewIce();
  await talk();
  assert.deepEqual(early.peer.configuration.iceServers, iceServers);
  assert.deepEqual(early.said, ["answer"]);
  early.peer.isRelayed = true;
  await early.link.renewIce();
  await talk();
  assert.deepEqual(early.said, ["answer", "offer"]);
  isUp();
  assert.equal(late.peers.length, 1);
  const told = late.said.length;
  await late.link.renewIce();
  await talk();
  assert.equal(late.said.length, told, "a relay of theirs is theirs to renew");
  end();
});

Deno.test("[P2] a restart goes by the servers of the newest admission", async () => {
  const { early, talk, isUp, end } = await connected();
  const iceServers = [{ urls: ["turn:example.org"], username: "new", credential: "c" }];
  early.ice.setServers(iceServers);
  early.link.handleNetworkChange();
  await talk();
  assert.deepEqual(early.peer.configuration.iceServers, iceServers);
  isUp();
  end();
});

Deno.test("[F13] a connection that gives no statistics is connected all the same, and not over a relay", async () => {
  const { early, late, talk, isUp, end } = setUp();
  early.link.start(false);
  late.link.start(true);
  late.peer.getStats = () => Promise.reject(new DOMException("", "InvalidStateError"));
  await talk();
  isUp();
  assert.equal(await late.link.readReport(), null);
  await late.link.renewIce();
  await talk();
  assert.deepEqual(late.said, ["offer"]);
  end();
});

Deno.test("a report that is asked for while the connection closes is none, also in Firefox", async () => {
  const { early, talk, end } = await connected({ early: "firefox", late: "firefox" });
  const asked = early.link.readReport();
  early.link.close();
  assert.equal(await asked, null);
  await talk();
  end();
});

Deno.test("a closed link answers nothing and makes nothing", async () => {
  const { early, late, talk, network, clock } = await connected();
  early.link.close();
  early.link.close();
  const count = network.peers.length;
  late.link.handleNetworkChange();
  await settle();
  await talk();
  early.link.retry();
  early.link.start(true);
  await clock.advance(2_000);
  assert.equal(network.peers.length, count);
  late.link.close();
  assert.equal(clock.pending(), 0);
});
