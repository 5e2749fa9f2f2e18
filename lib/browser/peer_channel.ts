// The data channel `conflux` between two participants (P18): for now each tells the other how big it
// shows the other's camera. Unknown messages are ignored, so that later versions can say more.

import * as z from "zod/mini";
import type { PeerChannel, PeerConnection } from "./ports.ts";

const SizeMessage = z.object({
  type: z.literal("size"),
  camera: z.number().check(z.minimum(0), z.maximum(10_000)),
});
/** Longer than anything we know how to read. */
const maxLength = 1_024;

export interface PeerChannelDeps {
  /** The other side shows our camera at this height in pixels. */
  onSize(heightPx: number): void;
}

export interface SizeChannel {
  /** Says how tall we show the other's camera; said again when the channel opens. */
  tellSize(heightPx: number): void;
}

/** Opens the negotiated channel; both sides do, so it needs no m-line of its own kind twice. */
export function openSizeChannel(
  connection: PeerConnection,
  { onSize }: PeerChannelDeps,
): SizeChannel {
  const channel: PeerChannel = connection.createDataChannel("conflux", {
    negotiated: true,
    id: 0,
    ordered: true,
  });
  let size: number | null = null;

  function tell(): void {
    if (size === null || channel.readyState !== "open") return;
    channel.send(JSON.stringify({ type: "size", camera: size }));
  }

  channel.onopen = tell;
  channel.onmessage = ({ data }) => {
    const message = SizeMessage.safeParse(readJson(data));
    if (message.success) onSize(message.data.camera);
  };
  return {
    tellSize(heightPx) {
      size = heightPx;
      tell();
    },
  };
}

function readJson(data: unknown): unknown {
  if (typeof data !== "string" || data.length > maxLength) return null;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
