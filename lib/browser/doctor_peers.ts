// How one connection of the call runs, out of its statistics (webrtc-stats, sections 8.15 and 8.16).
// Pure; gives no address away.

import * as z from "zod/mini";
import type { PersonPath } from "./doctor_api.ts";
import type { StatsReport } from "./ports.ts";

const Transport = z.object({
  type: z.literal("transport"),
  selectedCandidatePairId: z.optional(z.string()),
});
const Pair = z.object({
  type: z.literal("candidate-pair"),
  id: z.string(),
  state: z.string(),
  nominated: z.optional(z.boolean()),
  /** Firefox, which has no transport entry. */
  selected: z.optional(z.boolean()),
  localCandidateId: z.string(),
  remoteCandidateId: z.string(),
  currentRoundTripTime: z.optional(z.number()),
});
const Candidate = z.object({
  id: z.string(),
  candidateType: z.string(),
  port: z.optional(z.number()),
});

interface Used {
  readonly pair: z.infer<typeof Pair>;
  readonly local: z.infer<typeof Candidate> | undefined;
  readonly remote: z.infer<typeof Candidate> | undefined;
}

/** The path in use: relayed where either end is, none where no pair succeeded. */
export function readPath(stats: StatsReport): Omit<PersonPath, "name"> {
  const used = findUsed(stats);
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
  return findUsed(stats)?.remote?.port ?? null;
}

function findUsed(stats: StatsReport): Used | null {
  const pairs: z.infer<typeof Pair>[] = [];
  const candidates = new Map<string, z.infer<typeof Candidate>>();
  let selectedId: string | undefined;
  stats.forEach((entry) => {
    const transport = Transport.safeParse(entry).data;
    if (transport?.selectedCandidatePairId) selectedId = transport.selectedCandidatePairId;
    const pair = Pair.safeParse(entry).data;
    if (pair) pairs.push(pair);
    const candidate = Candidate.safeParse(entry).data;
    if (candidate) candidates.set(candidate.id, candidate);
  });
  const pair = pairs.find((one) => one.id === selectedId) ??
    pairs.find((one) => one.selected) ??
    pairs.find((one) => one.nominated && one.state === "succeeded");
  if (!pair) return null;
  return {
    pair,
    local: candidates.get(pair.localCandidateId),
    remote: candidates.get(pair.remoteCandidateId),
  };
}
