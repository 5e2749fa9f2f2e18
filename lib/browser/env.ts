// The real browser behind the ports: the only file here that names a global. Nothing is touched before
// createBrowserEnv() is called, as islands are rendered on the server too.

import * as z from "zod/mini";
import type {
  Clock,
  Env,
  KeyValues,
  LevelMeter,
  MediaPort,
  PageEvent,
  SocketHandlers,
} from "./ports.ts";

/** A timer that comes this much late slept: the machine did, or the tab was frozen. */
const sleepMs = 20_000;
const wakePeriodMs = 2_000;

/** Makes the ports from the globals of a page; call it in a browser only, once per page. */
export function createBrowserEnv(): Env {
  // zod's faster path probes `new Function`, which our CSP forbids and would report.
  z.config({ jitless: true });
  const clock = createClock();
  return {
    clock,
    random: Math.random,
    uuid: randomUuid,
    async fetchJson(path, init) {
      const response = await fetch(path, { ...init, cache: "no-store" });
      return { status: response.status, body: await response.json() };
    },
    openSocket,
    createConnection: (configuration) => new RTCPeerConnection(configuration),
    generateCertificate: () =>
      RTCPeerConnection.generateCertificate(
        { name: "ECDSA", namedCurve: "P-256" } as EcKeyGenParams,
      ),
    createStream: (tracks) => new MediaStream(tracks),
    media: createMediaPort(),
    createMeter,
    objectUrls: {
      create: (blob) => URL.createObjectURL(blob),
      revoke: (url) => URL.revokeObjectURL(url),
    },
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

/** Null where the page is in no secure context, and for a browser without devices. */
function createMediaPort(): MediaPort | null {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return null;
  return {
    getUserMedia: (constraints) => devices.getUserMedia(constraints),
    // Phones have no such method.
    ...("getDisplayMedia" in devices && {
      getDisplayMedia: (options) => devices.getDisplayMedia(options),
    }),
    enumerateDevices: () => devices.enumerateDevices(),
    onDeviceChange(handle) {
      devices.addEventListener("devicechange", handle);
      return () => devices.removeEventListener("devicechange", handle);
    },
    async permission(name) {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch {
        // Firefox before 131 does not know these names.
        return null;
      }
    },
  };
}

/**
 * Safari encodes H.264 in hardware and VP8, which it would offer first, on the processor: a phone in a
 * mesh gets hot and slow with it. The vendor is asked for, as no API tells what is in hardware.
 */
function orderVideoCodecs(): readonly RTCRtpCodec[] | null {
  if (!navigator.vendor?.startsWith("Apple")) return null;
  return preferCodec("video", "h264");
}

/**
 * Each packet of a voice carries the one before it once more (RFC 2198): where one is lost, nothing is
 * heard of it. Costs some 27 kbit/s for each other person (docs/decisions/0016).
 */
function orderVoiceCodecs(): readonly RTCRtpCodec[] | null {
  return preferCodec("audio", "red");
}

/** All codecs with this one first; null where the browser does not have it. */
function preferCodec(kind: "audio" | "video", name: string): readonly RTCRtpCodec[] | null {
  const codecs = RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [];
  const isIt = ({ mimeType }: RTCRtpCodec) => mimeType.toLowerCase() === `${kind}/${name}`;
  if (!codecs.some(isIt)) return null;
  return [...codecs.filter(isIt), ...codecs.filter((codec) => !isIt(codec))];
}

/** RMS amplitude of a track by an AnalyserNode (Web Audio API, section 1.8). */
function createMeter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read() {
      // Suspended until the page may make sound; "interrupted" in Safari while the phone rings or
      // another app has the microphone. Both have to be asked again.
      if (context.state !== "running") {
        context.resume().catch(() => {
          // Not yet: it is asked again with the next read.
        });
      }
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
    },
    close() {
      source.disconnect();
      void context.close();
    },
  };
}

/** Naming the storage may throw already, so it is named anew each time. */
function createKeyValues(storage: () => Storage): KeyValues {
  return {
    get: (key) => tryStorage(() => storage().getItem(key)),
    set: (key, value) => tryStorage(() => storage().setItem(key, value)),
    remove: (key) => tryStorage(() => storage().removeItem(key)),
  };
}

/** Storage may be switched off, or full; then nothing is remembered, and everything else works. */
function tryStorage<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/** Web Locks API, section 3.1; the browser lets go when the page is gone. */
function holdLock(name: string, limitMs: number): Promise<boolean | null> {
  const locks: LockManager | undefined = navigator.locks;
  // Plain http has none.
  if (!locks) return Promise.resolve(null);
  return new Promise((resolve) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), limitMs);
    const keep = () => {
      clearTimeout(timer);
      resolve(true);
      return new Promise<never>(() => {});
    };
    // Refused for any other reason than the limit, it is as if there were no locks.
    locks.request(name, { signal: limit.signal }, keep)
      .catch(() => resolve(limit.signal.aborted ? false : null));
  });
}

function watchPage(clock: Clock, handle: (event: PageEvent) => void): () => void {
  const onOnline = () => handle("online");
  const onHide = () => handle("pagehide");
  const onVisible = () => document.visibilityState === "visible" && handle("visible");
  addEventListener("online", onOnline);
  addEventListener("pagehide", onHide);
  document.addEventListener("visibilitychange", onVisible);
  const stopWake = watchWake(clock, () => handle("wake"));
  const stopNetwork = watchNetwork(onOnline);
  return () => {
    removeEventListener("online", onOnline);
    removeEventListener("pagehide", onHide);
    document.removeEventListener("visibilitychange", onVisible);
    stopWake();
    stopNetwork();
  };
}

/**
 * From Wi-Fi to mobile data a phone need not be offline in between (Network Information API). The same
 * event comes for mere guesses at the speed, which say nothing of the way.
 */
function watchNetwork(onChange: () => void): () => void {
  const connection: unknown = Reflect.get(navigator, "connection");
  if (!(connection instanceof EventTarget)) return () => {};
  const readType = (): unknown => Reflect.get(connection, "type");
  let known = readType();
  const look = () => {
    const type = readType();
    if (type === known) return;
    known = type;
    if (type !== "none") onChange();
  };
  connection.addEventListener("change", look);
  return () => connection.removeEventListener("change", look);
}

/** No browser tells that the machine slept; a timer that comes far too late does. */
function watchWake(clock: Clock, onWake: () => void): () => void {
  let expectedAt = clock.now() + wakePeriodMs;
  let cancel = () => {};
  const look = () => {
    const isLate = clock.now() - expectedAt > sleepMs;
    expectedAt = clock.now() + wakePeriodMs;
    cancel = clock.after(wakePeriodMs, look);
    if (isLate) onWake();
  };
  cancel = clock.after(wakePeriodMs, look);
  return () => cancel();
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
