// The port between the servers that share a store: what they tell each other, and which of them are
// alive. A server holds a lease; one that cannot renew it is given up by the others, once, and what it
// does afterwards is refused by the store. Adapters as of store.ts; each passes
// tests/contracts/bus_contract.ts.

import type { SignalPayload } from "../../shared/protocol/mod.ts";
import type { LogEntry, Store } from "./store.ts";

/** What one server hears from another, about a room. */
export type BusMessage =
  | { readonly kind: "entry"; readonly room: string; readonly entry: LogEntry }
  | {
    readonly kind: "signal";
    readonly room: string;
    readonly from: string;
    readonly to: string;
    readonly payload: SignalPayload;
  };

/** What a server does about the news; each promise says when it is done. */
export interface BusHandlers {
  onMessage(message: BusMessage): void;
  /** A server is gone; `rooms` have seats of it. Where this rejects it is called again later. */
  onLost(node: string, rooms: readonly string[]): Promise<void>;
  /** The others gave us up: every seat here is void. `node` is another one from now on. */
  onFenced(): void;
  /** We were cut off for a while: what happened meanwhile has to be read from the store. */
  onBack(): void;
}

export interface Bus {
  /** The name of this server; another one after each lost lease. */
  readonly node: string;
  /** False from the moment at which the others may have given us up. */
  readonly isCurrent: boolean;
  /** Begins to listen and to watch over the others; to be called once. */
  start(handlers: BusHandlers): void;
  /** Hands a message to one other server, in the order of the changes made here. */
  send(node: string, message: BusMessage): Promise<void>;
  close(): Promise<void>;
}

/** A store and the bus that belongs to it. */
export interface Backend {
  readonly store: Store;
  readonly bus: Bus;
}
