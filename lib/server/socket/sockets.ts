// All open sockets of this process: who may open one (P7, S1, S7), and closing them together.

import { type Refusal, refusal } from "../../shared/errors.ts";
import type { CloseCode } from "../../shared/protocol/mod.ts";
import { describeError, type Log } from "../log.ts";
import { createSession, type Session, type SessionDeps, type Socket } from "./session.ts";

/** Sockets without a token that one address may hold (S7). */
const maxUnauthenticated = 20;
/** How long a close frame may take on its way before the process goes on (R7). */
const closingMs = 1_000;

export interface Sockets {
  /** Why a socket may not be opened from this origin and address, or null. */
  refuseOpen(
    request: { origin: string | null; ownOrigin: string; address: string },
  ): Refusal | null;
  /** Runs a session on a socket that has been accepted. */
  attach(socket: WebSocket, address: string): void;
  /** Closes every socket and takes no more; resolves when they are gone, or after a second. */
  close(code: CloseCode): Promise<void>;
  /** Sockets open now. */
  readonly size: number;
}

type Deps = Omit<SessionDeps, "onClosed" | "onAuthenticated" | "onError"> & {
  readonly origins: readonly string[];
  readonly log: Log;
};

/** Makes the keeper of all sockets. */
export function createSockets(deps: Deps): Sockets {
  const sessions = new Set<Session>();
  const open = new Set<WebSocket>();
  const unauthenticated = new Map<string, number>();
  let isClosed = false;

  const count = (address: string, change: 1 | -1) => {
    const next = (unauthenticated.get(address) ?? 0) + change;
    if (next > 0) unauthenticated.set(address, next);
    else unauthenticated.delete(address);
  };

  return {
    refuseOpen({ origin, ownOrigin, address }) {
      if (isClosed) return refusal("UNAVAILABLE");
      const isAllowed = origin === null || origin === ownOrigin || deps.origins.includes(origin);
      if (!isAllowed) return refusal("FORBIDDEN_ORIGIN");
      if ((unauthenticated.get(address) ?? 0) >= maxUnauthenticated) return refusal("RATE_LIMITED");
      return null;
    },
    attach(socket, address) {
      count(address, 1);
      let isCounted = true;
      const uncount = () => {
        if (isCounted) count(address, -1);
        isCounted = false;
      };
      const port: Socket = {
        get bufferedAmount() {
          return socket.bufferedAmount;
        },
        send(text) {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        close(code) {
          if (socket.readyState <= WebSocket.OPEN) socket.close(code);
        },
      };
      const session = createSession(port, {
        ...deps,
        onAuthenticated: uncount,
        onClosed: () => void sessions.delete(session),
        onError: (error) =>
          deps.log({ event: "request_failed", path: "/peer_signal", error: describeError(error) }),
      }, { address });
      sessions.add(session);
      open.add(socket);
      socket.onmessage = (event) => session.handleMessage(event.data);
      socket.onclose = () => {
        // Deno keeps a socket that vanished until its idle timer is over: it is to hold nothing of ours.
        socket.onmessage = socket.onerror = socket.onclose = null;
        // Not before: who is told to close and does not has the connection still.
        uncount();
        open.delete(socket);
        session.handleClose();
      };
      socket.onerror = () => session.handleClose();
    },
    async close(code) {
      isClosed = true;
      const gone = [...open].map((socket) =>
        new Promise((resolve) => socket.addEventListener("close", resolve))
      );
      for (const session of [...sessions]) session.close(code);
      const { promise: tooLong, resolve } = Promise.withResolvers<void>();
      const cancel = deps.clock.after(closingMs, resolve);
      await Promise.race([Promise.all(gone), tooLong]);
      cancel();
    },
    get size() {
      return sessions.size;
    },
  };
}
