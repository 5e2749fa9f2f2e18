// Somebody in a meeting who stays, whatever becomes of the server: the real client's line keeps the
// socket (R2, R7), and the seat is taken back with its one-use token. Without media and screens.

import { createSocketLine } from "../../lib/browser/signalling/socket_line.ts";
import type { SocketHandlers, SocketPort } from "../../lib/browser/ports.ts";
import { type Client, openClient } from "./connection.ts";
import { encodeFrame } from "./frames.ts";

export interface Attendee {
  readonly muid: string;
  /** Why the server refused, where it did. */
  readonly refused: string | null;
  /** When it came to its seat last, in ms of `performance.now()`; null while it is not there. */
  readonly seatedAt: number | null;
  leave(): void;
}

interface Options {
  readonly port: number;
  readonly roomId: string;
  readonly token: string;
  readonly name: string;
  /** The address that the proxy in front of the server would name. */
  readonly from: string;
  /** Called each time it comes to its seat, or is refused. */
  onSettled(): void;
}

/** What an attendee looks at in a frame. */
interface Frame {
  readonly type: string;
  readonly seq?: number;
  readonly code?: number;
  readonly error?: string;
  readonly self?: { readonly muid: string; readonly resume_token: string };
}

const clock = {
  now: () => Date.now(),
  after(delayMs: number, task: () => void) {
    const id = setTimeout(task, delayMs);
    return () => clearTimeout(id);
  },
};
const decoder = new TextDecoder();

/** Sends somebody to a meeting. */
export function attend({ port, roomId, token, name, from, onSettled }: Options): Attendee {
  const muid = crypto.randomUUID();
  const common = { room_id: roomId, token, request_id: "enter" };
  let resumeToken: string | null = null;
  let seq = 0;
  let seatedAt: number | null = null;
  let refused: string | null = null;

  function enter(): void {
    const message = resumeToken === null
      ? { type: "JOIN_MEETING", ...common, muid, name }
      : { type: "RESUME_MEETING", ...common, resume_token: resumeToken, last_seq: seq };
    line.send(JSON.stringify(message));
  }

  function handleText(text: string): void {
    const frame: Frame = JSON.parse(text);
    if (frame.seq !== undefined) seq = Math.max(seq, frame.seq);
    const isAnswer = frame.type === "RES_JOIN_MEETING" || frame.type === "RES_RESUME_MEETING";
    if (!isAnswer && frame.type !== "ERROR") return;
    // The server has its hands full: like anybody, come again by the schedule.
    if (frame.error === "UNAVAILABLE") return line.reconnect();
    if (frame.self?.muid === muid) {
      resumeToken = frame.self.resume_token;
      seatedAt = performance.now();
    } else refused = frame.error ?? "another seat";
    onSettled();
  }

  const line = createSocketLine({
    clock,
    random: Math.random,
    openSocket: (handlers) => openPort(port, from, handlers),
    prepare: () => Promise.resolve(true),
    ping: () => line.send(JSON.stringify({ type: "PING", token })),
    onOpen: enter,
    onText: handleText,
    onDown: () => seatedAt = null,
    onEnd: (code) => refused = `closed: ${code}`,
  });
  line.open();
  return {
    muid,
    get refused() {
      return refused;
    },
    get seatedAt() {
      return seatedAt;
    },
    leave: line.close,
  };
}

function openPort(port: number, from: string, handlers: SocketHandlers): SocketPort {
  let client: Client | null = null;
  let isClosed = false;
  openClient(port, "/peer_signal", { "x-forwarded-for": from }).then((opened) => {
    if (isClosed) return opened.close();
    client = opened;
    client.onText = (payload) => handlers.onText(decoder.decode(payload));
    client.onEnd = handlers.onClose;
    handlers.onOpen();
  }, () => handlers.onClose(1006));
  return {
    send: (text) => client?.write(encodeFrame(text)),
    close() {
      isClosed = true;
      client?.close();
    },
  };
}
