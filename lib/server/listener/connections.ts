// The connections there are, how many of them one address has, and what they need of the process. Where
// there is room for no more, whoever has most makes room for whoever has few.

import type { Socket } from "node:net";

/** Descriptors of a connection that asks for files, and of one that is a socket by now. */
const needs = { asking: 2, upgraded: 1 } as const;

export interface Connections {
  /** Takes a connection in; false where its address has all it may, or there is no room for it. */
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

/** The connections of one address, the oldest first. */
interface Own {
  readonly address: string;
  readonly asking: Set<Socket>;
  readonly upgraded: Set<Socket>;
}

/** Keeps within the limits. */
export function createConnections(
  { maxConnections, maxPerAddress, descriptors }: Limits,
): Connections {
  const owners = new Map<Socket, Own>();
  const byAddress = new Map<string, Own>();
  let used = 0;
  const countOf = ({ asking, upgraded }: Own) => asking.size + upgraded.size;

  function remove(socket: Socket): void {
    const own = owners.get(socket);
    if (!own) return;
    owners.delete(socket);
    if (own.asking.delete(socket)) used -= needs.asking;
    else if (own.upgraded.delete(socket)) used -= needs.upgraded;
    if (countOf(own) === 0) byAddress.delete(own.address);
  }

  const isRoom = () => owners.size < maxConnections && used + needs.asking <= descriptors;

  /** Cuts the oldest that asks, of the address with most of those, where they are more than `count`. */
  function makeRoom(count: number): void {
    let most: Own | null = null;
    for (const own of byAddress.values()) {
      if (!most || own.asking.size > most.asking.size) most = own;
    }
    if (!most || most.asking.size <= count) return;
    const [oldest] = most.asking;
    if (!oldest) return;
    remove(oldest);
    oldest.destroy();
  }

  return {
    add(socket, address) {
      const own = byAddress.get(address) ?? { address, asking: new Set(), upgraded: new Set() };
      if (countOf(own) >= maxPerAddress) return false;
      if (!isRoom()) makeRoom(own.asking.size + 1);
      if (!isRoom()) return false;
      byAddress.set(address, own);
      owners.set(socket, own);
      own.asking.add(socket);
      used += needs.asking;
      socket.once("close", () => remove(socket));
      return true;
    },
    noteUpgrade(socket) {
      const own = owners.get(socket);
      if (!own?.asking.delete(socket)) return;
      own.upgraded.add(socket);
      used += needs.upgraded - needs.asking;
    },
    all: () => owners.keys(),
    get size() {
      return owners.size;
    },
  };
}
