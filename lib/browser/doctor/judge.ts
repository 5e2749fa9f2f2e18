// From measurements to verdicts, one small table each. Pure.

import type { MediaFailure } from "../devices.ts";
import type { PersonPath } from "../people/mod.ts";
import type { Finding, Reason } from "./finding.ts";

/** What a loopback over one relay brought. */
export interface RelayFacts {
  /** Relay addresses handed out. */
  readonly relays: number;
  /** Codes of icecandidateerror (RFC 8489 section 14.8; 701: no answer). */
  readonly errorCodes: readonly number[];
  /** From the start to the open channel; null where it never opened. */
  readonly connectMs: number | null;
  readonly load: Load | null;
}

export interface Load {
  /** Messages at the pace of a call. */
  readonly sent: number;
  readonly received: number;
  /** What came through as fast as the path takes it. */
  readonly bytes: number;
  readonly tookMs: number;
}

/** Less is no picture (peer/shape.ts sends 550 kbit/s for 360 lines), more loss no speech. */
const leastMbitPerS = 0.5;
const mostLossPercent = 8;

/** The verdict on one relay. */
export function judgeRelay({ relays, errorCodes, connectMs, load }: RelayFacts): Finding {
  if (connectMs === null || load === null) return judgeNoRelay(relays, errorCodes);
  const mbitPerS = load.tookMs > 0 ? round(load.bytes * 8 / load.tookMs / 1_000, 2) : 0;
  const lossPercent = round(100 * (1 - load.received / Math.max(1, load.sent)), 1);
  const isGood = mbitPerS >= leastMbitPerS && lossPercent <= mostLossPercent;
  return {
    verdict: isGood ? "passed" : "failed",
    reason: isGood ? "relay-works" : "relay-poor",
    measures: { connectMs: Math.round(connectMs), mbitPerS, lossPercent },
  };
}

function judgeNoRelay(relays: number, errorCodes: readonly number[]): Finding {
  // What a relay says goes before what it gave: in a full call one end may get the last allocation that
  // the quota has, and the other none. One of several network cards may give 701 beside that.
  const code = errorCodes.find((one) => one >= 300 && one < 700);
  const reason: Reason = code === 401 || code === 403 || code === 437 || code === 441
    ? "relay-refused"
    : code === 486 || code === 508
    ? "relay-full"
    : code === undefined && relays === 0
    ? "relay-unreachable"
    : "relay-dead-end";
  const errorCode = code ?? errorCodes[0];
  const measures = errorCode === undefined ? {} : { measures: { errorCode } };
  return { verdict: "failed", reason, ...measures };
}

/** RMS amplitude below which a microphone gives nothing: about -66 dB, under any room's noise. */
const silence = 0.0005;

/** The verdict on the loudest moment of a microphone. */
export function judgeSound(peak: number, { isMuted }: { isMuted: boolean }): Finding {
  const peakDb = Math.max(-100, Math.round(20 * Math.log10(Math.max(peak, 1e-9))));
  if (peak >= silence) return { verdict: "passed", reason: "sound-heard", measures: { peakDb } };
  const reason = isMuted ? "sound-muted" : "sound-silent";
  return { verdict: "failed", reason, measures: { peakDb } };
}

/** The finding for a device that gave nothing. */
export function judgeFailure(failure: MediaFailure): Finding {
  return { verdict: "failed", reason: `device-${failure}` };
}

/** The verdict on the ways to everybody in the call. */
export function judgePeople(people: readonly PersonPath[]): Finding {
  if (people.length === 0) return { verdict: "not-applicable", reason: "people-nobody" };
  const count = (path: PersonPath["path"]) => people.filter((one) => one.path === path).length;
  const [direct, relayed, unconnected] = [count("direct"), count("relay"), count("none")];
  const rtts = people.flatMap((one) => one.rttMs === undefined ? [] : [one.rttMs]);
  const slowest = rtts.length > 0 ? { roundTripMs: Math.round(Math.max(...rtts)) } : {};
  const measures = { direct, relayed, unconnected, ...slowest };
  if (unconnected > 0) return { verdict: "failed", reason: "people-failed", measures };
  const reason = relayed > 0 ? "people-relayed" : "people-direct";
  return { verdict: "passed", reason, measures };
}

/** The middle one of some numbers; NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
