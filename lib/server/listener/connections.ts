// The connections there are, how many of them one address has, and what they need of the process.

import type { Socket } from "node:net";
import { createCounts } from "../counts.ts";

/** Descriptors of a connection that asks for files, and of one that is a socket by now. */
const needs = { asking: 2, upgraded: 1 } as const;

export interface Connections {
  /** Takes a connection in; false where its address has all it may, or there is room for nobody. */
  add(socket: Socket, address: string): boolean;
  /** It asks for nothing any more. */
  noteUpgrade(socket: Socket): void;
  all(): Iterable<Socket>;
  readonly size: number;
}

interface Limits {
  readonly maxConnections: number;
  readonly maxPerAddress: number;
  /** Of the process, for all connections together. */
  readonly descriptors: number;
}

/** Keeps within the limits. */
export function createConnections(
  { maxConnections, maxPerAddress, descriptors }: Limits,
): Connections {
  const open = new Map<Socket, number>();
  const byAddress = createCounts(maxPerAddress);
  let used = 0;

  function setNeed(socket: Socket, need: number): void {
    used += need - (open.get(socket) ?? 0);
    if (need > 0) open.set(socket, need);
    else open.delete(socket);
  }

  return {
    add(socket, address) {
      const isRoom = open.size < maxConnections && used + needs.asking <= descriptors;
      if (!isRoom || byAddress.isFull(address)) return false;
      setNeed(socket, needs.asking);
      const leave = byAddress.add(address);
      socket.once("close", () => {
        setNeed(socket, 0);
        leave();
      });
      return true;
    },
    noteUpgrade(socket) {
      if (open.has(socket)) setNeed(socket, needs.upgraded);
    },
    all: () => open.keys(),
    get size() {
      return open.size;
    },
  };
}
