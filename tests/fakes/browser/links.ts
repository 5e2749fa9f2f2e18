// Two ends of one link over fake connections, and what a test does to the signals between them.

import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { createIceSettings } from "../../../lib/browser/peer/ice.ts";
import { createPeerLink, type PeerLink } from "../../../lib/browser/peer/link.ts";
import type { SignalPayload } from "../../../lib/shared/protocol/mod.ts";
import { createFakeStream, createFakeTrack } from "./media.ts";
import type { Brand, FakePeer } from "./peer.ts";
import { createManualClock, type ManualClock, settle } from "./clock.ts";
import { FakeNetwork } from "./network.ts";

const codec = (mimeType: string): RTCRtpCodec => ({ mimeType, clockRate: 48_000 });

export class Side {
  readonly tracks = {
    mic: signal<MediaStreamTrack | null>(createFakeTrack("audio")),
    camera: signal<MediaStreamTrack | null>(createFakeTrack("video")),
    screen: signal<MediaStreamTrack | null>(null),
    screenAudio: signal<MediaStreamTrack | null>(null),
  };
  readonly people = signal(2);
  readonly peers: FakePeer[] = [];
  readonly outbox: SignalPayload[] = [];
  readonly troubles: string[] = [];
  /** Offers and answers sent so far, in order. */
  readonly said: string[] = [];
  canSignal = true;
  readonly ice = createIceSettings({ config: signal(null) }, { isRelayOnly: false });
  link: PeerLink;

  constructor(
    readonly network: FakeNetwork,
    readonly clock: ManualClock,
    readonly isPolite: boolean,
    readonly brand?: Brand,
  ) {
    this.link = this.makeLink();
  }
  makeLink(): PeerLink {
    const streams = { camera: createFakeStream([]), screen: createFakeStream([]) };
    return createPeerLink({
      clock: this.clock,
      tracks: this.tracks,
      streams,
      people: this.people,
      ice: this.ice,
      codecs: { voice: [codec("audio/red"), codec("audio/opus")], video: null },
      createConnection: (configuration) => {
        const peer = this.network.createConnection(configuration, this.brand);
        this.peers.push(peer);
        return peer;
      },
      isPolite: () => this.isPolite,
      canSignal: () => this.canSignal,
      isMediaDue: () => true,
      send: (payload) => {
        if ("description" in payload) this.said.push(payload.description.type);
        this.outbox.push(structuredClone(payload));
      },
      report: (what, error) => this.troubles.push(`${what}: ${error}`),
    });
  }
  /** The page was reloaded: a new link, without a word to the other side. */
  reload(): void {
    this.link.close();
    this.outbox.length = 0;
    this.link = this.makeLink();
  }
  /** The other side says something over the channel. */
  hear(data: string): void {
    this.peer.channel?.onmessage?.(new MessageEvent("message", { data }));
  }
  get peer(): FakePeer {
    const peer = this.peers.at(-1);
    assert.ok(peer, "there is a connection");
    return peer;
  }
  get state() {
    return this.link.state.value.kind;
  }
}

/** Early is the impolite side, late the polite one that joined later. */
export function createFakeLinks(brands: { early?: Brand; late?: Brand } = {}) {
  const clock = createManualClock();
  const network = new FakeNetwork();
  const early = new Side(network, clock, false, brands.early);
  const late = new Side(network, clock, true, brands.late);
  const deliver = async (from: Side, count = Infinity) => {
    const to = from === early ? late : early;
    for (const payload of from.outbox.splice(0, count)) to.link.handleSignal(payload);
    await settle();
  };
  /** Delivers until nobody has anything more to say. */
  const talk = async () => {
    await settle();
    for (let round = 0; early.outbox.length + late.outbox.length > 0; round++) {
      assert.ok(round < 50, "they never stop negotiating");
      await deliver(late);
      await deliver(early);
    }
  };
  const lose = (side: Side) => side.outbox.splice(0);
  const end = () => {
    early.link.close();
    late.link.close();
    assert.deepEqual(network.live(), [], "every connection is closed");
    assert.equal(clock.pending(), 0, "no timer is left");
    assert.deepEqual([...early.troubles, ...late.troubles], []);
  };
  const isUp = () => {
    assert.deepEqual([early.state, late.state], ["connected", "connected"]);
    assert.deepEqual([early.peer.connectionState, late.peer.connectionState], [
      "connected",
      "connected",
    ]);
    assert.deepEqual([early.peer.isDeaf, late.peer.isDeaf], [false, false], "something comes");
    for (const side of [early, late]) checkLines(side);
  };
  return { clock, network, early, late, deliver, talk, lose, end, isUp };
}

/** Four lines in their order, both ways, each with the track it should send. */
function checkLines({ peer, tracks }: Side): void {
  const lines = peer.getTransceivers();
  assert.deepEqual(lines.map((line) => line.kind), ["audio", "video", "video", "audio"]);
  assert.deepEqual(lines.map((line) => line.negotiated), Array(4).fill("sendrecv"));
  const sent = lines.map((line) => line.sender.track);
  assert.deepEqual(sent, [
    tracks.mic.value,
    tracks.camera.value,
    tracks.screen.value,
    tracks.screenAudio.value,
  ]);
  const [mic, camera, screen, screenAudio] = lines.map((line) => line.negotiatedStream);
  assert.ok(mic === camera && screen === screenAudio && mic !== screen && mic !== "-", "msid");
}
