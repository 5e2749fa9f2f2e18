// Fills the ports from the globals of a page. Nothing is touched before createBrowserEnv() is called, as
// islands are rendered on the server too.

import type { Clock, Env, SocketHandlers } from "../ports.ts";
import { createMediaPort, createMeter, orderVideoCodecs, orderVoiceCodecs } from "./media.ts";
import { watchPage } from "./page_events.ts";
import { createKeyValues, holdLock } from "./storage.ts";

/** Makes the ports from the globals of a page; call it in a browser only, once per page. */
export function createBrowserEnv(): Env {
  const clock = createClock();
  return {
    clock,
    random: Math.random,
    uuid: randomUuid,
    async fetchJson(path, init) {
      const response = await fetch(path, { ...init, cache: "no-store" });
      return { status: response.status, body: await response.json() };
    },
    sendLast(path, body) {
      // Missing where somebody blocks it.
      navigator.sendBeacon?.(path, new Blob([body], { type: "application/json" }));
    },
    openSocket,
    createConnection: (configuration) => new RTCPeerConnection(configuration),
    // Not awaited before a call: where there is no WebRTC it has to reject, not to throw.
    generateCertificate: async () =>
      await RTCPeerConnection.generateCertificate(
        { name: "ECDSA", namedCurve: "P-256" } as EcKeyGenParams,
      ),
    createStream: (tracks) => new MediaStream(tracks),
    media: createMediaPort(),
    createMeter,
    objectUrls: {
      create: (blob) => URL.createObjectURL(blob),
      revoke: (url) => URL.revokeObjectURL(url),
    },
    canCall: typeof RTCPeerConnection === "function" && typeof MediaStream === "function" &&
      typeof WebSocket === "function",
    codecs: { voice: orderVoiceCodecs(), video: orderVideoCodecs() },
    storage: createKeyValues(() => localStorage),
    tabStorage: createKeyValues(() => sessionStorage),
    holdLock,
    onPage: (handle) => watchPage(clock, handle),
    report(what, error) {
      // The name only: the message of a WebRTC error may quote SDP (S12).
      console.warn(`ConFlux: ${what} failed`, error instanceof Error ? error.name : "");
    },
  };
}

function createClock(): Clock {
  return {
    now: () => Date.now(),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

function openSocket(path: string, handlers: SocketHandlers) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  socket.onopen = () => handlers.onOpen();
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") handlers.onText(data);
  };
  socket.onclose = ({ code }) => handlers.onClose(code);
  return {
    send: (text: string) => socket.send(text),
    close: () => socket.close(),
  };
}

/** A UUID v4 (RFC 9562, section 5.4); `crypto.randomUUID` is missing where a page has plain http. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const [version = 0, variant = 0] = [bytes[6], bytes[8]];
  bytes[6] = (version & 0x0f) | 0x40;
  bytes[8] = (variant & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
