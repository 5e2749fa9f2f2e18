// What waits to be sent on one socket (R9). While the socket keeps up, everything goes straight on. When
// it does not, frames wait here, and of those that tell how things are only the latest is kept; a
// broadcast behind ones that were left out says in `prev` which one was sent before it.

import type { Clock } from "../clock.ts";
import { type Broadcast, supersedes } from "../rooms/mod.ts";

/** Bytes that a socket may have unsent before frames wait, and before it is given up. */
const limits = { wait: 256 * 1024, giveUp: 1024 * 1024 } as const;
/**
 * Of these, what others may say to this one directly, all together and each of them: so nobody has a
 * socket given up by talking to it, or keeps the others from doing so.
 */
const directLimits = { all: 512 * 1024, each: 128 * 1024 } as const;
/** A socket does not say when it has sent: it is looked at this often while frames wait. */
const pollMs = 100;

/** Where frames leave: the part of a WebSocket that an outbox uses. */
export interface Sink {
  readonly bufferedAmount: number;
  send(text: string): void;
}

export interface Outbox {
  /** The client knows the room as it was after broadcast `seq`: earlier ones are not for it. */
  startAt(seq: number): void;
  /** Sends what is to be heard in any case. */
  send(text: string): void;
  /** Sends what `from` says to this one; false, and not sent, where too much of that waits already. */
  sendDirect(text: string, from: string): boolean;
  /** Sends a broadcast, unless a later one makes it needless before its turn comes. */
  sendBroadcast(broadcast: Broadcast): void;
  close(): void;
}

interface Waiting {
  readonly text: string;
  readonly broadcast: Broadcast | null;
  /** Who says it, where somebody does. */
  readonly from?: string;
}

/** Makes the outbox of a socket; `onFull` is called where it is hopelessly behind. */
export function createOutbox(
  socket: Sink,
  { clock, onFull }: { clock: Clock; onFull: () => void },
): Outbox {
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  /** Number of the broadcast that the client has seen last. */
  let lastSeq = 0;
  let cancelPoll: (() => void) | null = null;
  let isClosed = false;

  function put(entry: Waiting): void {
    if (isClosed) return;
    const buffered = socket.bufferedAmount;
    if (waiting.length === 0 && buffered <= limits.wait) return transmit(entry);
    if (entry.broadcast) leaveOutSuperseded(entry.broadcast);
    waiting.push(entry);
    waitingBytes += entry.text.length;
    if (buffered + waitingBytes > limits.giveUp) return onFull();
    cancelPoll ??= clock.after(pollMs, poll);
  }

  function leaveOutSuperseded(later: Broadcast): void {
    const isSuperseded = ({ broadcast }: Waiting) =>
      broadcast !== null && supersedes(later, broadcast);
    waiting = waiting.filter((entry) => !isSuperseded(entry));
    waitingBytes = sizeOf(waiting);
  }

  function poll(): void {
    cancelPoll = null;
    while (socket.bufferedAmount <= limits.wait) {
      const next = waiting.shift();
      if (!next) return;
      waitingBytes -= next.text.length;
      transmit(next);
    }
    if (!isClosed) cancelPoll = clock.after(pollMs, poll);
  }

  function transmit({ text, broadcast }: Waiting): void {
    if (!broadcast) return socket.send(text);
    const { seq } = broadcast;
    if (seq <= lastSeq) return;
    socket.send(seq > lastSeq + 1 ? `${text.slice(0, -1)},"prev":${lastSeq}}` : text);
    lastSeq = seq;
  }

  return {
    startAt(seq) {
      lastSeq = seq;
    },
    send: (text) => put({ text, broadcast: null }),
    sendDirect(text, from) {
      const { bufferedAmount } = socket;
      const isStraight = waiting.length === 0 && bufferedAmount <= limits.wait;
      const own = sizeOf(waiting.filter((entry) => entry.from === from)) + text.length;
      const all = bufferedAmount + waitingBytes + text.length;
      if (!isStraight && (own > directLimits.each || all > directLimits.all)) return false;
      put({ text, broadcast: null, from });
      return true;
    },
    sendBroadcast: (broadcast) => put({ text: broadcast.text, broadcast }),
    close() {
      isClosed = true;
      cancelPoll?.();
      waiting = [];
    },
  };
}

function sizeOf(entries: readonly Waiting[]): number {
  return entries.reduce((sum, { text }) => sum + text.length, 0);
}
