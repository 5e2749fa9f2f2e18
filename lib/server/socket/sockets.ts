// All open sockets of this process: who may open one (P7, S1, S7), and closing them together.

import { rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import type { CloseCode } from "../../shared/protocol/mod.ts";
import { describeError, type Log } from "../log.ts";
import { createCounts } from "../counts.ts";
import type { Drain } from "../admin.ts";
import type { EntryDoor } from "../entry.ts";
import { createEntrances } from "./entrances.ts";
import { createBucket, type Limits } from "../limits.ts";
import type { MemoryState } from "../memory.ts";
import type { SocketState } from "../metrics/mod.ts";
import { canBeRebound, sentOrigin } from "../origins.ts";
import {
  authLimitMs,
  createSession,
  type Session,
  type SessionDeps,
  type Socket,
} from "./session.ts";

/** Sockets without a token that one address may hold (S7). */
const maxUnauthenticated = 20;
/** Sockets that one user may have: each tab has one, and some are old ones on their way out (S7). */
const maxPerUser = 16;
/** How long a close frame may take on its way before the process goes on (R7). */
const closingMs = 1_000;
/** Refused origins in the log: whoever asks again and again is not to fill it. */
const refusalsLogged = { perSecond: 0.2, burst: 20 } as const;
/** Letters of an origin that are logged. */
const maxLogged = 200;
const advice = "Behind a proxy: CONFLUX_TRUST_PROXY=true, and X-Forwarded-Host and -Proto as the " +
  "browser sees them, the port included. Other addresses: CONFLUX_ORIGINS.";

export interface Sockets {
  /** Why a socket may not be opened from this origin and address, or null. */
  refuseOpen(request: FromOrigin & { address: string }): Refusal | null;
  /** Why a page may not open one, or null (P7). */
  refuseOrigin(from: FromOrigin): Refusal | null;
  /** Runs a session on a socket that has been accepted. */
  attach(socket: WebSocket, address: string): void;
  /** Closes every socket and takes no more; resolves when they are gone, or after a second. */
  close(code: CloseCode): Promise<void>;
  /** True while this user has a seat in a meeting, with a socket of this process. */
  isSeated(subject: string): boolean;
  /** Sockets open now. */
  readonly size: number;
  /** The same by where each of them is. */
  countStates(): Record<SocketState, number>;
}

interface FromOrigin {
  /** The `Origin` header as it came; null without one, as native clients have none. */
  readonly origin: string | null;
  /** Under which the browser sees this server; null where that is not told. */
  readonly ownOrigin: string | null;
}

type Deps = Omit<SessionDeps, "onClosed" | "admitUser" | "noteSeated" | "onError" | "entrances"> & {
  readonly origins: readonly string[];
  readonly limits: Limits;
  readonly entry: EntryDoor;
  readonly drain: Drain;
  readonly memory: () => MemoryState;
  /** Sockets that one address may have. */
  readonly maxPerAddress: number;
  readonly log: Log;
};

/** Makes the keeper of all sockets. */
export function createSockets(deps: Deps): Sockets {
  const sessions = new Set<Session>();
  const open = new Set<WebSocket>();
  const unauthenticated = createCounts(maxUnauthenticated);
  const byAddress = createCounts(deps.maxPerAddress);
  const byUser = createCounts(maxPerUser);
  /** Full with one: whoever has a seat has one. */
  const seated = createCounts(1);
  const entrances = createEntrances(deps);
  const logLimit = createBucket(refusalsLogged, deps.clock);
  let isClosed = false;

  function refuseOrigin({ origin, ownOrigin }: FromOrigin): Refusal | null {
    if (origin === null) return null;
    const sent = sentOrigin(origin);
    const isOurs = sent !== null && sent === ownOrigin && !canBeRebound(sent);
    if (isOurs || sent !== null && deps.origins.includes(sent)) return null;
    if (logLimit.take() === 0) {
      const [from, own] = [origin, ownOrigin ?? ""].map((one) => one.slice(0, maxLogged));
      deps.log({ event: "origin_refused", origin: from ?? "", own: own ?? "", advice });
    }
    return refusal("FORBIDDEN_ORIGIN");
  }

  return {
    refuseOrigin,
    refuseOpen({ origin, ownOrigin, address }) {
      if (isClosed || deps.memory() === "full") return refusal("UNAVAILABLE");
      const refused = refuseOrigin({ origin, ownOrigin });
      if (refused) return refused;
      const isOver = unauthenticated.isFull(address) || byAddress.isFull(address);
      return isOver ? rateLimited(authLimitMs / 1_000) : null;
    },
    attach(socket, address) {
      const leaveUnauthenticated = unauthenticated.add(address);
      const leaveAddress = byAddress.add(address);
      let leaveUser = () => {};
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
        entrances,
        noteSeated: seated.add,
        admitUser(subject) {
          leaveUnauthenticated();
          if (byUser.isFull(subject)) return false;
          leaveUser = byUser.add(subject);
          return true;
        },
        onClosed: () => void sessions.delete(session),
        onError: (error) =>
          deps.log({ event: "request_failed", path: "/peer_signal", error: describeError(error) }),
      }, { address });
      sessions.add(session);
      open.add(socket);
      socket.onmessage = (event) => session.handleMessage(event.data);
      socket.onclose = ({ code }) => {
        // Deno keeps a socket that vanished until its idle timer is over: it is to hold nothing of ours.
        socket.onmessage = socket.onerror = socket.onclose = null;
        // Not before: who is told to close and does not has the connection still.
        for (const leave of [leaveUnauthenticated, leaveAddress, leaveUser]) leave();
        open.delete(socket);
        session.handleClose(code);
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
    isSeated: seated.isFull,
    get size() {
      return sessions.size;
    },
    countStates() {
      const counts = { unauthenticated: 0, idle: 0, waiting: 0, joined: 0 };
      for (const session of sessions) counts[session.state()] += 1;
      return counts;
    },
  };
}
