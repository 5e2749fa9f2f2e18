// What a statistics report of a connection says, as far as the engine uses it: the edge where the
// browser's word is checked (webrtc-stats, section 8). Pure; gives no address away. In no room, as calls
// and the doctor, which are loaded apart, both read reports.

import * as z from "zod/mini";
import type { StatsReport } from "./ports.ts";

const count = z._default(z.number(), 0);
const text = z._default(z.string(), "");
const Entry = z.object({ type: z.string(), id: z.string() });
const Transport = z.object({ selectedCandidatePairId: text });
const Pair = z.object({
  id: z.string(),
  state: z.string(),
  nominated: z.optional(z.boolean()),
  /** Older Firefox, which has no transport entry. */
  selected: z.optional(z.boolean()),
  localCandidateId: z.string(),
  remoteCandidateId: z.string(),
  currentRoundTripTime: z.optional(z.number()),
});
const Candidate = z.object({
  candidateType: z.string(),
  port: z.optional(z.number()),
  protocol: text,
  /** Between us and our relay. */
  relayProtocol: text,
});
const Stream = z.object({
  id: z.string(),
  kind: z.enum(["audio", "video"]),
  mid: text,
  codecId: text,
  frameWidth: count,
  frameHeight: count,
});
const Inbound = z.extend(Stream, {
  bytesReceived: count,
  headerBytesReceived: count,
  packetsReceived: count,
  packetsLost: count,
  framesDecoded: count,
  /** Seconds, of freezes that have ended. */
  totalFreezesDuration: count,
  /** Seconds. */
  jitter: z.optional(z.number()),
});
const Outbound = z.extend(Stream, {
  bytesSent: count,
  headerBytesSent: count,
  packetsSent: count,
  framesEncoded: count,
  mediaSourceId: text,
});
/** What a sender takes in: for a camera, what it captures. */
const Source = z.object({ framesPerSecond: z.optional(z.number()) });
/** What the other side says of a stream of ours. */
const RemoteInbound = z.object({
  localId: z.string(),
  packetsLost: count,
  /** Seconds. */
  roundTripTime: z.optional(z.number()),
});
const Codec = z.object({ mimeType: z.string() });

export type Candidate = z.infer<typeof Candidate>;
export type Inbound = z.infer<typeof Inbound>;
export type Outbound = z.infer<typeof Outbound>;
export type RemoteInbound = z.infer<typeof RemoteInbound>;

/** The pair of candidates in use. */
export interface UsedPair {
  readonly pair: z.infer<typeof Pair>;
  readonly local: Candidate | undefined;
  readonly remote: Candidate | undefined;
}

export interface LinkReport {
  /** Null where no pair succeeded. */
  readonly used: UsedPair | null;
  readonly inbound: readonly Inbound[];
  readonly outbound: readonly Outbound[];
  /** By the id of the outbound stream. */
  readonly remoteInbound: ReadonlyMap<string, RemoteInbound>;
  /** MIME types by id. */
  readonly codecs: ReadonlyMap<string, string>;
  /** Frames a second that come in, by the id of the media source. */
  readonly sourceFps: ReadonlyMap<string, number>;
}

/** How a connection runs. */
export interface LinkPath {
  readonly path: "direct" | "relay" | "none";
  readonly rttMs?: number;
}

/** Reads a report; an entry that is not as the standard has it counts as absent. */
export function readReport(stats: StatsReport): LinkReport {
  const pairs: z.infer<typeof Pair>[] = [];
  const candidates = new Map<string, Candidate>();
  const inbound: Inbound[] = [];
  const outbound: Outbound[] = [];
  const remoteInbound = new Map<string, RemoteInbound>();
  const codecs = new Map<string, string>();
  const sourceFps = new Map<string, number>();
  let selectedId = "";
  const visitors: Readonly<Record<string, (entry: unknown, id: string) => void>> = {
    "transport": take(Transport, (one) => selectedId ||= one.selectedCandidatePairId),
    "candidate-pair": take(Pair, (one) => pairs.push(one)),
    "local-candidate": take(Candidate, (one, id) => candidates.set(id, one)),
    "remote-candidate": take(Candidate, (one, id) => candidates.set(id, one)),
    "inbound-rtp": take(Inbound, (one) => inbound.push(one)),
    "outbound-rtp": take(Outbound, (one) => outbound.push(one)),
    "remote-inbound-rtp": take(RemoteInbound, (one) => remoteInbound.set(one.localId, one)),
    "media-source": take(Source, ({ framesPerSecond: fps }, id) => {
      if (fps !== undefined) sourceFps.set(id, fps);
    }),
    "codec": take(Codec, (one, id) => codecs.set(id, one.mimeType)),
  };
  stats.forEach((entry) => {
    const { data } = Entry.safeParse(entry);
    if (data) visitors[data.type]?.(entry, data.id);
  });
  const pair = pairs.find((one) => one.id === selectedId) ??
    pairs.find((one) => one.selected) ??
    pairs.find((one) => one.nominated && one.state === "succeeded");
  const used = pair
    ? {
      pair,
      local: candidates.get(pair.localCandidateId),
      remote: candidates.get(pair.remoteCandidateId),
    }
    : null;
  return { used, inbound, outbound, remoteInbound, codecs, sourceFps };
}

/** Frames a second that what is sent on this m-line captures; null where the browser does not tell. */
export function readCaptureFps({ outbound, sourceFps }: LinkReport, mid: string | null) {
  const stream = outbound.find((one) => one.kind === "video" && one.mid === mid);
  return stream ? sourceFps.get(stream.mediaSourceId) ?? null : null;
}

function take<Schema extends z.ZodMiniType>(
  schema: Schema,
  keep: (data: z.infer<Schema>, id: string) => void,
) {
  return (entry: unknown, id: string) => {
    const { success, data } = schema.safeParse(entry);
    if (success) keep(data, id);
  };
}

/** The path in use: relayed where either end is, none where no pair succeeded. */
export function describePath(used: UsedPair | null): LinkPath {
  if (!used) return { path: "none" };
  const isRelayed = [used.local, used.remote].some((one) => one?.candidateType === "relay");
  const rttS = used.pair.currentRoundTripTime;
  return {
    path: isRelayed ? "relay" : "direct",
    ...(rttS === undefined ? {} : { rttMs: Math.round(rttS * 1_000) }),
  };
}

/** The port from which the other side of the path in use sends, as this side sees it. */
export function readRemotePort(stats: StatsReport): number | null {
  return readReport(stats).used?.remote?.port ?? null;
}
