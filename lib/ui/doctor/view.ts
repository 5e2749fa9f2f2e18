// What the panel shows: the catalogue's keys are the checks, reasons and measures there
// are words for, so an engine that knows more does not fit.

import type { ReadonlySignal } from "@preact/signals";
import type { Call, LocalMedia } from "../../browser/call_api.ts";
import type { DoctorText } from "../text/en/doctor.ts";

export interface CheckView {
  readonly id: keyof DoctorText["titles"];
  readonly verdict: keyof DoctorText["verdicts"];
  readonly reason: keyof DoctorText["says"];
  readonly measures?: Partial<Record<keyof DoctorText["measures"], number>>;
}

/** Reasons for which a check could not be made here and now, though it might have told something. */
const left: ReadonlySet<CheckView["reason"]> = new Set([
  "device-off",
  "needs-microphone",
  "needs-server",
  "needs-webrtc",
  "sound-unknown",
  "not-configured",
  "network-unasked",
]);
const unset: ReadonlySet<CheckView["reason"]> = new Set(["not-configured", "network-unasked"]);

/** The verdict in the words of the screen: what was not looked at is not passed over in silence. */
export function shownVerdict({ verdict, reason }: CheckView): keyof DoctorText["verdicts"] {
  if (verdict !== "not-applicable" || !left.has(reason)) return verdict;
  return unset.has(reason) ? "not-configured" : "not-checked";
}

export interface PersonView {
  readonly name: string;
  readonly path: keyof DoctorText["path"];
  readonly rttMs?: number;
}

/** A doctor as the panel uses it; lib/browser/doctor/doctor.ts makes one. */
export interface DoctorView {
  readonly phase: ReadonlySignal<"idle" | "running" | "done">;
  readonly checks: ReadonlySignal<readonly CheckView[]>;
  readonly people: ReadonlySignal<readonly PersonView[]>;
  run(): Promise<void>;
  report(): string;
  close(): void;
}

/** What a doctor over preview or call looks at. */
export interface DoctorSource {
  readonly media: LocalMedia;
  /** Null before the call. */
  readonly call: Call | null;
}
