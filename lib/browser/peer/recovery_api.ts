// What recovery.ts is told, and what it does. Types only.

import type { Clock } from "../ports.ts";

/** How the media path to one participant is. */
export type LinkState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  /** It was connected, or should be by now; the engine is repairing it by itself. */
  | { readonly kind: "recovering" }
  /** No path was found; `retry()` of the participant tries again. */
  | { readonly kind: "failed" };

/** What the connection says of itself, the worse of its ICE and its DTLS state. */
export type Path = "connecting" | "connected" | "disconnected" | "failed";

export interface RecoveryDeps {
  readonly clock: Clock;
  /** Restarts ICE, or asks again where an offer is still unanswered. */
  restart(): void;
  /** Replaces the connection and offers anew. */
  rebuild(): void;
  /** No path was found so far: the next try is to use other relays. False where there are none. */
  widen(): boolean;
  /** Says again what the other side has not answered; else leaves the connection to itself. */
  nudge(): void;
  /** Of two sides that notice the same, one begins: this one waits a moment for the other's offer. */
  isPolite(): boolean;
  /** True while no offer of ours waits for its answer. */
  isSettled(): boolean;
  /** False where a connection that has failed lets nothing through any more, whatever becomes of its path. */
  canRevive(): boolean;
  /** Both sides have described themselves: from here on a path is looked for. */
  isNegotiated(): boolean;
  /** False while the other side cannot be told anything: then trying uses up no tries. */
  canSignal(): boolean;
  /** A path was found again: looks whether anything comes over it, and says so if not. */
  listen(): void;
  onState(state: LinkState): void;
}

export interface Recovery {
  /** The connection is being made; after 5 s it is helped along. */
  begin(): void;
  handlePath(path: Path): void;
  /** The machine is on another network, or on one again. */
  handleNetworkChange(): void;
  /** An offer of the other side is in place: it repairs, or has something to add. */
  handleOffer(): void;
  /** Whether what should arrive arrives, as measured; not called while that is unclear. */
  handleMedia(isFlowing: boolean): void;
  /** The ICE servers changed: a path over the old ones is to be made anew. */
  handleRenewal(): void;
  /** Nothing came over a path that was found again. */
  handleDeaf(): void;
  /** The other side can be told things again. */
  handleReachable(): void;
  /** The other side has replaced its connection, and we ours. */
  handleReplaced(): void;
  /**
   * A description could not be applied. True where the connection is to be replaced at once; where that
   * was done a moment ago the tries go on as they are.
   */
  handleRefused(): boolean;
  /** Starts over by a new connection. */
  retry(): void;
  close(): void;
}
