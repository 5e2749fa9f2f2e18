// How one connection of the call runs, for the doctor: out of the pair of candidates in use.

import type { PersonPath } from "./api.ts";
import type { StatsReport } from "../ports.ts";
import { readReport, type UsedPair } from "../stats/report.ts";

/** The path in use: relayed where either end is, none where no pair succeeded. */
export function describePath(used: UsedPair | null): Omit<PersonPath, "name"> {
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
