// What the panel shows, as types only: the catalogue's keys are the checks, reasons and measures there
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
