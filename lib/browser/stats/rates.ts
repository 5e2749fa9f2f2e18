// From two statistics reports of a connection to what happened between them: rates, shares, pictures.
// Pure. What is counted starts over where a connection was replaced.

import {
  describePath,
  type Inbound,
  type LinkReport,
  type Outbound,
  type UsedPair,
} from "../stats_report.ts";

/** A picture as it arrives or is sent. */
export interface PictureStats {
  readonly width: number;
  readonly height: number;
  /** Frames a second, decoded or encoded. */
  readonly fps: number;
  /** As in MIME types, without "video/"; "" where the browser does not tell. */
  readonly codec: string;
}

/** What goes one way; a part is null while nothing of it moves. */
export interface FlowStats {
  readonly bitsPerS: number;
  /** Share of packets that did not arrive, 0 to 1; null where no packet was due. */
  readonly loss: number | null;
  readonly camera: PictureStats | null;
  readonly screen: PictureStats | null;
  /** The codec of the voice. */
  readonly voice: string | null;
}

/** The connection to one participant over the two seconds before `at`. */
export interface LinkSample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly path: "direct" | "relay" | "none";
  /** Over which protocol: "udp" or "tcp", to a relay also "tls"; "" where the browser does not tell. */
  readonly protocol: string;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
  /** How long pictures of the camera stood still that move again, as the browser counts it. */
  readonly frozenMs: number;
  readonly down: FlowStats;
  readonly up: FlowStats;
  /** What should arrive: how many frames a second at most, and whether there is sound. */
  readonly expects: { readonly fps: number; readonly sound: boolean };
}

/** A report, and when it was read. */
export interface TimedReport {
  readonly at: number;
  readonly report: LinkReport;
}

/** The m-lines by name, as their `mid`. */
export interface Mids {
  readonly mic: string | null;
  readonly camera: string | null;
  readonly screen: string | null;
}

type Expects = LinkSample["expects"];

/** One stream over the time between two reports. */
interface Change {
  readonly kind: "audio" | "video";
  readonly mid: string;
  readonly bytes: number;
  readonly arrived: number;
  readonly lost: number;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly codec: string;
  readonly jitterS: number | undefined;
  readonly frozenS: number;
}

const still: FlowStats = { bitsPerS: 0, loss: null, camera: null, screen: null, voice: null };

/** The sample of a time in which there was no connection. */
export function emptySample(at: number, expects: Expects): LinkSample {
  const nothing = {
    path: "none",
    protocol: "",
    rttMs: null,
    jitterMs: null,
    frozenMs: 0,
  } as const;
  return { at, ...nothing, down: still, up: still, expects };
}

/** What happened between two reports of one connection. */
export function compareReports(
  before: TimedReport,
  after: TimedReport,
  { mids, expects }: { mids: Mids; expects: Expects },
): LinkSample {
  const seconds = (after.at - before.at) / 1_000;
  if (seconds <= 0) return emptySample(after.at, expects);
  const arriving = changesIn(before.report, after.report);
  return {
    at: after.at,
    path: describePath(after.report.used).path,
    protocol: readProtocol(after.report.used),
    rttMs: readRoundTrip(after.report),
    jitterMs: readJitter(arriving),
    frozenMs: (arriving.find(({ mid }) => mid === mids.camera)?.frozenS ?? 0) * 1_000,
    down: summarize(arriving, { mids, seconds }),
    up: summarize(changesOut(before.report, after.report), { mids, seconds }),
    expects,
  };
}

function changesIn(before: LinkReport, after: LinkReport): Change[] {
  const earlier = new Map(before.inbound.map((one) => [one.id, one]));
  return after.inbound.map((now) => {
    const grew = growth(now, earlier.get(now.id));
    return {
      ...describe(now, after),
      bytes: grew("bytesReceived") + grew("headerBytesReceived"),
      arrived: grew("packetsReceived"),
      lost: grew("packetsLost"),
      frames: grew("framesDecoded"),
      jitterS: now.jitter,
      frozenS: grew("totalFreezesDuration"),
    };
  });
}

function changesOut(before: LinkReport, after: LinkReport): Change[] {
  const earlier = new Map(before.outbound.map((one) => [one.id, one]));
  return after.outbound.map((now) => {
    const grew = growth(now, earlier.get(now.id));
    const told = after.remoteInbound.get(now.id);
    const lost = told ? growth(told, before.remoteInbound.get(now.id))("packetsLost") : 0;
    const sent = grew("packetsSent");
    return {
      ...describe(now, after),
      bytes: grew("bytesSent") + grew("headerBytesSent"),
      // They count late: what they miss may be more than what was sent since.
      arrived: Math.max(0, sent - lost),
      lost,
      frames: grew("framesEncoded"),
      jitterS: undefined,
      frozenS: 0,
    };
  });
}

function describe(stream: Inbound | Outbound, { codecs }: LinkReport) {
  const { kind, mid, frameWidth: width, frameHeight: height } = stream;
  const codec = codecs.get(stream.codecId)?.replace(/^\w+\//, "") ?? "";
  return { kind, mid, width, height, codec };
}

/**
 * By how much each counter of `now` grew. One that went back belongs to another connection and began
 * at zero; packetsLost alone may shrink, by duplicates (RFC 3550, section 6.4.1).
 */
function growth<Counters>(now: Counters, before: Counters | undefined) {
  return (name: keyof Counters & string): number => {
    const [value, base] = [Number(now[name]), Number(before?.[name] ?? 0)];
    if (name === "packetsLost") return Math.max(0, value - base);
    return value < base ? value : value - base;
  };
}

function summarize(
  changes: readonly Change[],
  { mids, seconds }: { mids: Mids; seconds: number },
): FlowStats {
  const sum = (name: "bytes" | "arrived" | "lost") =>
    changes.reduce((total, change) => total + change[name], 0);
  const due = sum("arrived") + sum("lost");
  const find = (mid: string | null) => changes.find((change) => change.mid === mid);
  const voice = find(mids.mic);
  return {
    bitsPerS: (sum("bytes") * 8) / seconds,
    loss: due > 0 ? sum("lost") / due : null,
    camera: describePicture(find(mids.camera), seconds),
    screen: describePicture(find(mids.screen), seconds),
    voice: voice && voice.bytes > 0 ? voice.codec : null,
  };
}

function describePicture(change: Change | undefined, seconds: number): PictureStats | null {
  if (!change || change.frames === 0) return null;
  const { width, height, codec, frames } = change;
  return { width, height, codec, fps: frames / seconds };
}

/** Between us and our relay, where there is one; else between the two ends. */
function readProtocol(used: UsedPair | null): string {
  return used?.local?.relayProtocol || used?.local?.protocol || "";
}

/** From the connectivity checks; older Firefox tells none, there it is what the receivers report. */
function readRoundTrip({ used, remoteInbound }: LinkReport): number | null {
  const reported = [...remoteInbound.values()].flatMap((one) => one.roundTripTime ?? []);
  const seconds = used?.pair.currentRoundTripTime ??
    (reported.length > 0 ? Math.max(...reported) : null);
  return seconds === null ? null : seconds * 1_000;
}

/** Of the voice where there is some: the jitter of a picture is also that of its encoder. */
function readJitter(changes: readonly Change[]): number | null {
  const moving = changes.filter((change) => change.arrived > 0);
  const change = moving.find(({ kind }) => kind === "audio") ?? moving[0];
  return change?.jitterS === undefined ? null : change.jitterS * 1_000;
}
