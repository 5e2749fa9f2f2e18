// How a screen gets a doctor without knowing the engine: the island provides a loader, and a page
// without one shows no button.

import { type ComponentType, createContext } from "preact";
import type { Call, LocalMedia } from "../../browser/call_api.ts";

/** What there is to look at. */
export interface DoctorSource {
  readonly media: LocalMedia;
  /** Null before the call. */
  readonly call: Call | null;
}

/** Loads the doctor that looks at a source. */
export type LoadDoctor = () => Promise<ComponentType<{ source: DoctorSource }>>;

export const DoctorContext = createContext<LoadDoctor | null>(null);
