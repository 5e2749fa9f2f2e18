// The data channels between two participants (P18). Over `conflux` each tells the other how big it shows
// the other's pictures, and how many frames its own camera gives; unknown messages are ignored, so that later versions can say more. `conflux-files`
// is only held open here: what comes early is kept for the code that knows it, which is loaded then.

import { type ReadonlySignal, signal } from "@preact/signals";
import * as z from "zod/mini";
import { readJson } from "../json.ts";
import type { PeerChannel, PeerConnection } from "../ports.ts";

/** How tall pictures are shown, in device pixels; 0 for one that is not. */
export interface ShownSizes {
  readonly camera: number;
  /** How wide its tile is; null where that was not said, as by older clients. */
  readonly cameraWidth: number | null;
  /** Null while there is none: the next one is to come. */
  readonly screen: number | null;
}

const pixels = z.number().check(z.minimum(0), z.maximum(10_000));
const SourceMessage = z.object({
  type: z.literal("source"),
  fps: z.number().check(z.minimum(0), z.maximum(1_000)),
});
const SizeMessage = z.object({
  type: z.literal("size"),
  camera: pixels,
  cameraWidth: z._default(z.nullable(pixels), null),
  screen: z._default(z.nullable(pixels), null),
});
/** Frames a second: less makes no difference to how a connection is judged. */
const leastChange = 2;
/** Longer than anything we know how to read. */
const maxLength = 1_024;
/** As many text frames are kept until the code for files is there; content is never kept. */
const maxEarly = 8;

export interface PeerChannelDeps {
  /** The other side shows our pictures at these heights. */
  onSizes(sizes: ShownSizes): void;
  /** Their camera gives so many frames a second. */
  onSource(fps: number): void;
}

export interface SizeChannel {
  /** Says how tall we show the other's pictures; said again when the channel opens. */
  tellSizes(sizes: ShownSizes): void;
  /** Says how many frames a second our camera gives, where that is new. */
  tellSource(fps: number): void;
}

/** Opens the negotiated channel; both sides do, so it needs no m-line of its own kind twice. */
export function openSizeChannel(
  connection: PeerConnection,
  { onSizes, onSource }: PeerChannelDeps,
): SizeChannel {
  const channel: PeerChannel = connection.createDataChannel("conflux", {
    negotiated: true,
    id: 0,
    ordered: true,
  });
  let sizes: ShownSizes | null = null;
  let toldFps = 0;

  function tell(): void {
    if (sizes === null || channel.readyState !== "open") return;
    channel.send(JSON.stringify({ type: "size", ...sizes }));
  }

  channel.onopen = tell;
  channel.onmessage = ({ data }) => {
    if (typeof data !== "string" || data.length > maxLength) return;
    const message = readJson(data);
    const size = SizeMessage.safeParse(message);
    if (size.success) onSizes(size.data);
    const source = SourceMessage.safeParse(message);
    if (source.success) onSource(source.data.fps);
  };
  return {
    tellSizes(next) {
      sizes = next;
      tell();
    },
    tellSource(fps) {
      const isNews = Math.abs(fps - toldFps) >= leastChange;
      if (!isNews || channel.readyState !== "open") return;
      toldFps = Math.round(fps);
      channel.send(JSON.stringify({ type: "source", fps: toldFps }));
    },
  };
}

/** The channel for files of one connection. */
export interface FileWire {
  readonly channel: PeerChannel;
  /** How many frames came that wait to be read. */
  readonly early: ReadonlySignal<number>;
  isOpen(): boolean;
  /** Hands over the text frames that came so far; the taker listens from here on. */
  takeEarly(): readonly string[];
}

/** Opens the second negotiated channel, beside the first and in the same association. */
export function openFileWire(connection: Pick<PeerConnection, "createDataChannel">): FileWire {
  const channel = connection.createDataChannel("conflux-files", {
    negotiated: true,
    id: 1,
    ordered: true,
  });
  const frames: string[] = [];
  const early = signal(0);
  channel.binaryType = "arraybuffer";
  channel.onmessage = ({ data }) => {
    if (typeof data !== "string" || data.length > maxLength || frames.length >= maxEarly) return;
    frames.push(data);
    early.value = frames.length;
  };
  return {
    channel,
    early,
    isOpen: () => channel.readyState === "open",
    takeEarly: () => frames.splice(0),
  };
}
