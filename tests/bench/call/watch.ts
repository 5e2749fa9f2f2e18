// What is noted inside the pages, the same in both: when somebody pressed Join, when each connection was
// there and each other person's first picture on the screen. The functions stand alone, as they run there.

import type { Look } from "./links.ts";

/** Times are in ms since 1970: all pages are on one machine. */
export interface Noted {
  readonly pressedAt: number | null;
  /** Of each connection that is up now. */
  readonly connectedAt: readonly number[];
  /** Of each remote track. */
  readonly shownAt: readonly number[];
}

interface Watched extends Noted {
  readonly connections: readonly RTCPeerConnection[];
}

/** Begins to note. Runs in the page, before its scripts. */
export function watchCall(): void {
  const now = () => performance.timeOrigin + performance.now();
  const upSince = new Map<RTCPeerConnection, number>();
  const shown = new Map<string, number>();
  const connections: RTCPeerConnection[] = [];
  const remote = new Set<string>();
  let pressedAt: number | null = null;
  const Original = globalThis.RTCPeerConnection;
  class WatchedConnection extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
      this.addEventListener("track", ({ track }) => remote.add(track.id));
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState !== "connected") upSince.delete(this);
        else upSince.set(this, now());
      });
    }
  }
  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject");
  Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
    ...source,
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      source?.set?.call(this, stream);
      if (!(this instanceof HTMLVideoElement) || !(stream instanceof MediaStream)) return;
      this.requestVideoFrameCallback(() => {
        const [track] = stream.getVideoTracks();
        if (track && remote.has(track.id) && !shown.has(track.id)) shown.set(track.id, now());
      });
    },
  });
  document.addEventListener("click", ({ target, timeStamp }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!/^(Join|Ask to join)$/.test(button?.textContent?.trim() ?? "")) return;
    pressedAt ??= performance.timeOrigin + timeStamp;
  }, { capture: true });
  Object.assign(globalThis, {
    RTCPeerConnection: WatchedConnection,
    callBench: {
      connections,
      get pressedAt() {
        return pressedAt;
      },
      get connectedAt() {
        return [...upSince.values()];
      },
      get shownAt() {
        return [...shown.values()];
      },
    },
  });
}

/** Reads what was noted. Runs in the page. */
export function readNoted(): Noted {
  const { callBench } = globalThis as unknown as { callBench: Watched };
  const { pressedAt, connectedAt, shownAt } = callBench;
  return { pressedAt, connectedAt, shownAt };
}

/** Presses Join as soon as the page shows one's own picture and lets us; true if it did. In the page. */
export function pressJoin(): boolean {
  const isLive = [...document.querySelectorAll("video")].some((one) => one.srcObject !== null);
  const button = [...document.querySelectorAll("button")]
    .find((one) => /^(Join|Ask to join)$/.test(one.textContent?.trim() ?? ""));
  if (!isLive || !button || button.disabled || button.ariaDisabled === "true") return false;
  button.click();
  return true;
}

/** Says whether Join may be pressed now, without doing it. Runs in the page. */
export function isReady(): boolean {
  const isLive = [...document.querySelectorAll("video")].some((one) => one.readyState >= 2);
  return isLive &&
    [...document.querySelectorAll("button")].some((one) =>
      /^(Join|Ask to join)$/.test(one.textContent?.trim() ?? "") && !one.disabled
    );
}

/** Says whether one is past the door: no button asks to join or waits for the answer. In the page. */
export function isIn(): boolean {
  return ![...document.querySelectorAll("button")].some((one) =>
    /^(Join|Ask to join)/.test(one.textContent?.trim() ?? "")
  );
}

/** Presses Join at the first frame in which the page lets us. Runs in the page, before its scripts. */
export function pressJoinEarly(): void {
  const look = () => {
    const isLive = [...document.querySelectorAll("video")].some((one) => one.srcObject !== null);
    const button = [...document.querySelectorAll("button")]
      .find((one) => /^(Join|Ask to join)$/.test(one.textContent?.trim() ?? ""));
    if (isLive && button && !button.disabled && button.ariaDisabled !== "true") button.click();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Reads the statistics of every connection that is up. Runs in the page. */
export async function readLinks(): Promise<Look[]> {
  const { callBench } = globalThis as unknown as { callBench: Watched };
  const looks: Look[] = [];
  for (const [index, connection] of callBench.connections.entries()) {
    if (connection.connectionState !== "connected") continue;
    const stats = await connection.getStats();
    const entries = [...(stats as unknown as Map<string, Record<string, unknown>>).values()];
    const of = (type: string, kind: string) =>
      entries.filter((one) => one.type === type && one.kind === kind);
    const add = (all: Record<string, unknown>[], field: string) =>
      all.reduce((sum, one) => sum + Number(one[field] ?? 0), 0);
    const sound = of("inbound-rtp", "audio");
    const pictures = of("outbound-rtp", "video");
    looks.push({
      connection: index,
      at: performance.timeOrigin + performance.now(),
      framesDecoded: add(of("inbound-rtp", "video"), "framesDecoded"),
      bytesSent: add([...pictures, ...of("outbound-rtp", "audio")], "bytesSent"),
      samples: add(sound, "totalSamplesReceived"),
      concealed: add(sound, "concealedSamples"),
      sent: pictures.map((one) => ({
        id: String(one.id),
        height: Number(one.frameHeight ?? 0),
        framesEncoded: Number(one.framesEncoded ?? 0),
      })),
    });
  }
  return looks;
}
