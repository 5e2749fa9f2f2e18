// Two minutes of a connection that nobody has: it gets worse, breaks, and comes back.

import { signal } from "@preact/signals";
import type { FlowStats, LinkSample, LinkState, Quality } from "../../../lib/browser/call_api.ts";

const qualities: readonly Quality[] = ["good", "fair", "good", "poor"];
const marks: Record<LinkState["kind"], Quality | null> = {
  connected: "good",
  connecting: null,
  recovering: "lost",
  failed: "lost",
};

function flow(bitsPerS: number, fps: number, loss: number): FlowStats {
  const camera = { width: 1280, height: 720, fps, codec: "VP8" };
  return { bitsPerS, loss, camera, screen: null, voice: "opus" };
}

function sample(index: number, at: number): LinkSample {
  const wave = (period: number) => (1 + Math.sin((index * 2 * Math.PI) / period)) / 2;
  const isCut = index >= 32 && index < 37;
  const isBad = index >= 22 && index < 32;
  const still: FlowStats = { bitsPerS: 0, loss: null, camera: null, screen: null, voice: null };
  const base = { at, protocol: "udp", frozenMs: 0, expects: { fps: 30, sound: true } };
  if (isCut) {
    return { ...base, path: "none", rttMs: null, jitterMs: null, down: still, up: still };
  }
  const trouble = isBad ? (index - 21) / 10 : 0;
  return {
    ...base,
    path: "relay",
    rttMs: 38 + 12 * wave(9) + 240 * trouble,
    jitterMs: 4 + 3 * wave(5) + 50 * trouble,
    down: flow(1.4e6 + 2e5 * wave(13) - 1.1e6 * trouble, 29 - 20 * trouble, 0.14 * trouble),
    up: flow(9e5 + 1e5 * wave(7), 25 + 4 * wave(11), 0.004 * wave(6)),
  };
}

/** The mark and the history of the connection to the participant number `index`. */
export function createFakeStats(index: number, link: LinkState["kind"]) {
  const now = Date.UTC(2026, 10, 22, 15);
  const samples = Array.from({ length: 60 }, (_, at) => sample(at, now - (59 - at) * 2_000));
  const quality = link === "connected" ? qualities[(index - 1) % 4] : marks[link];
  return { quality: signal(quality ?? null), samples: signal(samples) };
}
