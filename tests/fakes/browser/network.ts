// The network between fake peer connections. Two are connected when each one's remote description is
// the other's local one of the same ICE generation, a candidate got through, the DTLS association is
// with the same end as before, and the network is not cut.

import type { PeerChannel } from "../../../lib/browser/ports.ts";
import { type Brand, FakePeer } from "./peer.ts";
import { parseSdp } from "./sdp.ts";

export type FakeChannel = PeerChannel & {
  readyState: RTCDataChannelState;
  readonly label: string;
  readonly init: RTCDataChannelInit;
};

export class FakeNetwork {
  readonly peers: FakePeer[] = [];
  /** What every receiver hears. */
  level = 0;
  isCut = false;
  /** The browsers of those who do not have Chromium, by subject. */
  readonly brands = new Map<string, Brand>();
  #ids = 0;
  #fragments = 0;
  /** Generations that failed: only an ICE restart helps them (RFC 8445). */
  readonly #failed = new Set<string>();

  createConnection = (configuration: RTCConfiguration = {}, brand?: Brand): FakePeer => {
    const peer = new FakePeer(this, String(1_000 + ++this.#ids), configuration, brand);
    this.peers.push(peer);
    return peer;
  };
  makeFragment(): string {
    return `u${++this.#fragments}`;
  }
  live(): FakePeer[] {
    return this.peers.filter((peer) => !peer.isClosed);
  }

  cut(): void {
    this.isCut = true;
    this.update();
  }
  heal(): void {
    this.isCut = false;
    this.update();
  }
  /** ICE gives up on every path there is. */
  fail(): void {
    for (const peer of this.live()) {
      const fragment = localFragment(peer);
      if (fragment) this.#failed.add(fragment);
    }
    this.update();
  }

  update(): void {
    for (const peer of this.live()) {
      const other = this.#findOther(peer);
      const isBound = other &&
        [null, other].includes(peer.bound) && [null, peer].includes(other.bound);
      if (other && isBound && !this.isCut && !this.#hasFailed(peer) && !this.#hasFailed(other)) {
        peer.bound = other;
        other.bound = peer;
        peer.setPath("connected");
        other.setPath("connected");
        this.#openChannels(peer, other);
      } else if (this.#hasFailed(peer)) {
        peer.setPath("failed");
      } else if (peer.bound) {
        peer.setPath("disconnected");
      } else if (peer.currentLocal && peer.currentRemote) {
        peer.setPath("connecting");
      }
    }
  }

  #hasFailed(peer: FakePeer): boolean {
    return this.#failed.has(localFragment(peer) ?? "");
  }

  #findOther(peer: FakePeer): FakePeer | null {
    const isPair = (a: FakePeer, b: FakePeer) =>
      localFragment(a) !== null && localFragment(a) === remoteFragment(b);
    const hasCandidate = (one: FakePeer) =>
      one.candidates.some(({ usernameFragment }) => usernameFragment === remoteFragment(one)) ||
      (one.currentRemote?.sdp.includes("a=candidate:") ?? false);
    return this.live().find((other) =>
      other !== peer && isPair(peer, other) && isPair(other, peer) &&
      (hasCandidate(peer) || hasCandidate(other))
    ) ?? null;
  }

  makeChannel(peer: FakePeer, label: string, init: RTCDataChannelInit): FakeChannel {
    const channel: FakeChannel = {
      label,
      init,
      readyState: "connecting",
      bufferedAmount: 0,
      bufferedAmountLowThreshold: 0,
      binaryType: "blob",
      onopen: null,
      onclose: null,
      onmessage: null,
      onbufferedamountlow: null,
      send: (data: string | ArrayBuffer) => {
        const target = peer.bound?.channels.find((one) => one.init.id === init.id);
        queueMicrotask(() => target?.onmessage?.(new MessageEvent("message", { data })));
      },
    };
    return channel;
  }

  #openChannels(...peers: FakePeer[]): void {
    if (peers.some(({ channels }) => channels.length === 0)) return;
    for (const channel of peers.flatMap(({ channels }) => channels)) {
      if (channel.readyState !== "connecting") continue;
      channel.readyState = "open";
      queueMicrotask(() => channel.onopen?.(new Event("open")));
    }
  }

  /** A connection that closes aborts the association: the other end is told, its own is not. */
  closeChannels(peer: FakePeer): void {
    for (const channel of peer.channels) channel.readyState = "closed";
    for (const channel of peer.bound?.channels ?? []) {
      if (channel.readyState === "closed") continue;
      channel.readyState = "closed";
      queueMicrotask(() => channel.onclose?.(new Event("close")));
    }
  }
}

function localFragment({ currentLocal }: FakePeer): string | null {
  return currentLocal ? parseSdp(currentLocal.sdp).fragment : null;
}

function remoteFragment({ currentRemote }: FakePeer): string | null {
  return currentRemote ? parseSdp(currentRemote.sdp).fragment : null;
}
