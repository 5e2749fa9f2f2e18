// How the call gets the view of a connection without loading it before somebody asks: the island
// provides a loader, and where there is none nothing offers to open it.

import { type ComponentType, createContext } from "preact";
import type { RemoteParticipant } from "../../browser/call_api.ts";

export interface ConnectionViewProps {
  readonly participant: RemoteParticipant;
  /** They left the call while somebody looked. */
  readonly isGone: boolean;
}

export type LoadConnection = () => Promise<ComponentType<ConnectionViewProps>>;

export const ConnectionContext = createContext<LoadConnection | null>(null);
