// A TCP relay in front of a server that can stop passing anything on while every connection stays open,
// as when a machine sleeps or a network swallows packets; or break every connection and take no new one.

export interface BlackHole {
  /** Where to connect instead of the server. */
  readonly origin: string;
  /** From now on nothing comes through, in either direction. */
  swallow(): void;
  /** Breaks every connection, and each new one, until `restore()`. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

/** Starts the relay to the server at `target`, an http origin. */
export function startBlackHole(target: string): BlackHole {
  const { hostname, port } = new URL(target);
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const open = new Set<Deno.TcpConn>();
  const running: Promise<void>[] = [];
  let isSwallowing = false;
  let isCut = false;

  async function pass(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
    const buffer = new Uint8Array(64 * 1024);
    try {
      for (;;) {
        const length = await from.read(buffer);
        if (length === null) break;
        if (!isSwallowing) await to.write(buffer.slice(0, length));
      }
      if (!isSwallowing) to.closeWrite();
    } catch {
      // One side was closed under it.
    }
  }

  async function accept(): Promise<void> {
    for await (const near of listener) {
      if (isCut) {
        near.close();
        continue;
      }
      const far = await Deno.connect({ hostname, port: Number(port) });
      open.add(near).add(far);
      running.push(pass(near, far), pass(far, near));
    }
  }
  const accepting = accept();

  function closeAll(): void {
    for (const connection of open) connection.close();
    open.clear();
  }

  return {
    origin: `http://127.0.0.1:${listener.addr.port}`,
    swallow() {
      isSwallowing = true;
    },
    cut() {
      isCut = true;
      closeAll();
    },
    restore() {
      isCut = false;
    },
    async close() {
      listener.close();
      await accepting;
      closeAll();
      await Promise.all(running);
    },
  };
}
