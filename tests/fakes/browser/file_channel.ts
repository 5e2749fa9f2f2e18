// Two ends of a data channel that fill up and empty when a test says so: reliable, in order, and closed
// for both when one end closes it.

import type { PeerChannel } from "../../../lib/browser/ports.ts";
import { openFileWire } from "../../../lib/browser/peer/channel.ts";

type Frame = string | ArrayBuffer;
const sizeOf = (frame: Frame) => typeof frame === "string" ? frame.length : frame.byteLength;

export class FakeEnd implements PeerChannel {
  readyState: RTCDataChannelState = "open";
  bufferedAmountLowThreshold = 0;
  binaryType: BinaryType = "blob";
  onopen: ((event: Event) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onbufferedamountlow: ((event: Event) => void) | null = null;
  other: FakeEnd | null = null;
  /** Sent and not yet under way. */
  readonly queue: Frame[] = [];
  /** The most that ever waited. */
  mostBuffered = 0;
  /** Changes what arrives, as no real channel does. */
  tamper = (frame: Frame): Frame => frame;

  get bufferedAmount(): number {
    return this.queue.reduce((sum, frame) => sum + sizeOf(frame), 0);
  }
  send(frame: Frame): void {
    if (this.readyState !== "open") throw new DOMException("closed", "InvalidStateError");
    this.queue.push(frame);
    this.mostBuffered = Math.max(this.mostBuffered, this.bufferedAmount);
  }
  /** Lets everything arrive that waits; true if anything did. */
  flow(): boolean {
    const before = this.bufferedAmount;
    for (const frame of this.queue.splice(0)) {
      this.other?.onmessage?.(new MessageEvent("message", { data: this.tamper(frame) }));
    }
    if (before > this.bufferedAmountLowThreshold) this.onbufferedamountlow?.(new Event("low"));
    return before > 0;
  }
  /** The connection is gone, with everything that was on its way. */
  break(): void {
    for (const end of [this, this.other]) {
      if (!end || end.readyState === "closed") continue;
      end.readyState = "closed";
      end.queue.length = 0;
      end.onclose?.(new Event("close"));
    }
  }
}

/** Both ends, and the wires around them. */
export function createFileWires() {
  const ends = [new FakeEnd(), new FakeEnd()] as const;
  ends[0].other = ends[1];
  ends[1].other = ends[0];
  const wireOf = (end: FakeEnd) => openFileWire({ createDataChannel: () => end });
  return { ends, wires: [wireOf(ends[0]), wireOf(ends[1])] as const };
}
