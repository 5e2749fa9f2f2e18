// What is compared between ConFlux and the bare relay: figures, where they stand in a run, and the
// targets for their ratios.

import type { CrowdMeasured } from "./crowd.ts";
import type { Measured } from "./load.ts";
import type { Saturation } from "./phases.ts";

/** One round of one scenario: what each server did, one right after the other. */
export interface Round {
  readonly conflux: Measured;
  readonly bare: Measured;
}

export interface Results {
  readonly small: readonly Round[];
  readonly large: readonly Round[];
  /** ConFlux alone, by what was varied. */
  readonly bySockets: ReadonlyMap<number, readonly Measured[]>;
  readonly byRoomSize: ReadonlyMap<number, readonly Measured[]>;
  readonly crowds: readonly CrowdMeasured[];
}

type Pick = (measured: Measured) => number | undefined;
export interface Comparison {
  readonly what: string;
  readonly rounds: readonly Round[];
  readonly pick: Pick;
  /** Of ConFlux's figure to the bare relay's. */
  readonly target?: { readonly sign: "≥" | "≤"; readonly ratio: number };
}

/** Messages that one core carries: what goes through where nobody else uses it. */
const perCore = (load?: Saturation) => load && 1e6 / load.serverUs;
/** Everything that is compared, in the order of the report. */
export function listComparisons(results: Results): Comparison[] {
  const { small, large } = results;
  const relay = { sign: "≥", ratio: 0.85 } as const;
  return [
    {
      what: "SDP relayed per second of server CPU, 1,000 sockets",
      rounds: small,
      pick: ({ sdp }) => perCore(sdp),
      target: relay,
    },
    {
      what: "… as it arrived, messages/s",
      rounds: small,
      pick: ({ sdp }) => sdp?.messagesPerSecond,
    },
    {
      what: "ICE relayed per second of server CPU, 1,000 sockets",
      rounds: small,
      pick: ({ ice }) => perCore(ice),
      target: relay,
    },
    {
      what: "… as it arrived, messages/s",
      rounds: small,
      pick: ({ ice }) => ice?.messagesPerSecond,
    },
    {
      what: "SDP relayed per second of server CPU, 4,000 sockets",
      rounds: large,
      pick: ({ sdp }) => perCore(sdp),
      target: relay,
    },
    {
      what: "… as it arrived, messages/s",
      rounds: large,
      pick: ({ sdp }) => sdp?.messagesPerSecond,
    },
    {
      what: "p99 at 2,000 SDP/s, 1,000 sockets, ms",
      rounds: small,
      pick: ({ latency }) => latency?.p99,
      target: { sign: "≤", ratio: 2 },
    },
    { what: "p50 of the same, ms", rounds: small, pick: ({ latency }) => latency?.p50 },
    {
      what: "Join of 1,000, ms",
      rounds: small,
      pick: ({ joinMs }) => joinMs,
      target: { sign: "≤", ratio: 3 },
    },
    { what: "… server CPU, ms", rounds: small, pick: ({ joinServerMs }) => joinServerMs },
    { what: "Join of 4,000, ms", rounds: large, pick: ({ joinMs }) => joinMs },
    {
      what: "Memory per idle joined socket (of 4,000), KiB",
      rounds: large,
      pick: ({ idleBytes }) => idleBytes && idleBytes / 1_024,
      target: { sign: "≤", ratio: 1.5 },
    },
    {
      what: "Memory of the empty server, MiB",
      rounds: large,
      pick: ({ emptyBytes }) => emptyBytes / 2 ** 20,
    },
  ];
}
