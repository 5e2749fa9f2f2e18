// A TURN client for tests: one socket, one dialogue, a deadline.

import { systemClock } from "../../lib/server/clock.ts";
import { openStunSocket, parseStunUrl } from "../../lib/server/turn/client/socket.ts";
import {
  createTurnSession,
  type LongTermCredentials,
  type TurnReply,
  type TurnSession,
} from "../../lib/server/turn/client/session.ts";

export interface TurnClient extends TurnSession {
  close(): void;
}

/** Opens a client; everything it waits for ends after `deadlineMs`. */
export async function openTurnClient(
  url: string,
  credentials: LongTermCredentials,
  deadlineMs = 10_000,
): Promise<TurnClient> {
  const target = parseStunUrl(url);
  if (!target) throw new TypeError(`Not a TURN URL: ${url}`);
  const deadline = new AbortController();
  const cancel = systemClock.after(deadlineMs, () => deadline.abort());
  const deps = { clock: systemClock, deadline: deadline.signal };
  const socket = await openStunSocket(target, deps);
  if (typeof socket === "string") {
    cancel();
    throw new Error(`Cannot reach ${url}: ${socket}`);
  }
  return {
    ...createTurnSession(socket, credentials),
    close() {
      cancel();
      socket.close();
    },
  };
}

/** `ok`, the server's error code, or what went wrong on the way. */
export function outcome(reply: TurnReply): number | string {
  if (reply.ok) return "ok";
  return "problem" in reply ? reply.problem : reply.code;
}
