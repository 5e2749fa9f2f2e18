// How a screen gets a doctor without knowing the engine: the island provides a loader, and a page
// without one shows no button.

import { createContext } from "preact";
import type { Call, LocalMedia } from "../../browser/call_api.ts";
import type { DoctorView } from "./doctor_view.ts";

export interface DoctorSource {
  readonly media: LocalMedia;
  /** Null before the call. */
  readonly call: Call | null;
}

/** Loads the engine and makes a doctor for what is on screen. */
export type LoadDoctor = (source: DoctorSource) => Promise<DoctorView>;

export const DoctorContext = createContext<LoadDoctor | null>(null);
