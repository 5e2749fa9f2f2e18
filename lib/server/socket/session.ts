// One socket: reads frames, holds to the limits, knows who speaks, answers each request once, and
// closes for the reasons of PROTOCOL.md. What a command means is in commands.ts.

import { rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import { type ClientMessage, type CloseCode, closeCodes } from "../../shared/protocol/mod.ts";
import type { Bucket } from "../limits.ts";
import type { SocketState } from "../metrics/mod.ts";
import { type Broadcast, createReplies } from "../rooms/mod.ts";
import { createOutbox, type Sink } from "./outbox.ts";
import type { CommandDeps, Place } from "./commands.ts";
import { executeMeasured } from "./measure.ts";
import { createRates } from "./rates.ts";
import { remember } from "./remember.ts";
import { type Answer, encodeReply, isTooLarge, parseFrame, requestKey } from "./frames.ts";
import type { Identity, Tokens } from "../token.ts";

/** The part of a WebSocket that a session uses. */
export interface Socket extends Sink {
  close(code: number, reason?: string): void;
}

export interface SessionDeps extends CommandDeps {
  readonly tokens: Tokens;
  readonly messagesPerSecond: number;
  /** Called when this user has a seat; what it gives back is called when they have it no more. */
  noteSeated(subject: string): () => void;
  /** Called once, when the session is over for whatever reason. */
  onClosed(): void;
  /** Called once, when the first valid token has come; false where its user has too many sockets. */
  admitUser(subject: string): boolean;
  /** Called with what only a bug throws. */
  onError(error: unknown): void;
}

export interface Session {
  /** Where it is; of one that is over it says nothing. */
  state(): SocketState;
  handleMessage(data: unknown): void;
  /** The socket is gone, with this close code where there was one; may be called again. */
  handleClose(code?: number): void;
  close(code: CloseCode): void;
}

type State =
  | { readonly kind: "awaiting-auth" }
  | { readonly kind: "open"; readonly identity: Identity; readonly token: string; place: Place }
  | { readonly kind: "closed" };

/** A socket has this long to show a token, in ms (P10). */
export const authLimitMs = 10_000;

/** A user with too many sockets may try again in so many seconds: some may be on their way out. */
const userWaitS = 30;

/** Deadlines in ms, counts, and sizes in bytes; each is a P-, R- or S-rule. */
const limits = {
  /** After a token's expiry, the time in which a new one must have come. */
  renewalMs: 45_000,
  badInARow: 10,
} as const;

/** Makes the session of a socket that has just opened. */
export function createSession(
  socket: Socket,
  deps: SessionDeps,
  { address }: { address: string },
): Session {
  const { clock, tokens } = deps;
  const rates = createRates(deps.messagesPerSecond, clock);
  const ownReplies = createReplies();
  const outbox = createOutbox(socket, { clock, onFull: () => close(closeCodes.tooSlow) });
  let state: State = { kind: "awaiting-auth" };
  let tail: Promise<void> | null = null;
  let leaveSeat = () => {};
  let badInARow = 0;
  let cancelDeadline = clock.after(authLimitMs, () => close(closeCodes.token));

  function send(text: string): void {
    if (state.kind !== "closed") outbox.send(text);
  }

  /** A session that is over has nothing that could fill up. */
  function sendDirect(text: string, from: string): boolean {
    return state.kind === "closed" || outbox.sendDirect(text, from);
  }

  function sendBroadcast(broadcast: Broadcast): void {
    if (state.kind !== "closed") outbox.sendBroadcast(broadcast);
  }

  function close(code: CloseCode): void {
    if (state.kind === "closed") return;
    end();
    socket.close(code);
  }

  /** Ends the session, whoever closed the socket. Deno may report no close, or two. */
  function end(code?: number): void {
    if (state.kind === "closed") return;
    const place = state.kind === "open" ? state.place : null;
    state = { kind: "closed" };
    cancelDeadline();
    outbox.close();
    leaveSeat();
    // A browser says so as its page is closed, or reloaded (RFC 6455, 7.4.1); a lost line says nothing.
    if (place) place.seat.room.drop(place.seat, { isPageGone: code === closeCodes.goingAway });
    deps.onClosed();
  }

  function sendError({ error, message }: Refusal, requestId?: string): void {
    send(JSON.stringify({ type: "ERROR", error, message, request_id: requestId }));
  }

  /** The refusal where the limit is reached; too many of them end the session. */
  function overLimit(bucket: Bucket): Refusal | null {
    const over = rates.take(bucket);
    if (!over) return null;
    if (over.isTooOften) close(closeCodes.rate);
    return rateLimited(over.waitS);
  }

  function handleBad(message: string, requestId?: string): void {
    badInARow += 1;
    sendError(refusal("BAD_MESSAGE", message), requestId);
    if (badInARow >= limits.badInARow) close(closeCodes.badMessages);
  }

  function handleMessage(data: unknown): void {
    if (state.kind === "closed") return;
    if (typeof data !== "string") return close(closeCodes.unsupported);
    if (isTooLarge(data)) return close(closeCodes.tooLarge);
    const tooMany = overLimit(rates.all);
    if (tooMany) return sendError(tooMany);
    const parsed = parseFrame(data);
    if (!parsed.ok) return handleBad(parsed.message, parsed.requestId);
    badInARow = 0;
    const kind = rates.of(parsed.message);
    const tooManyOfKind = kind && overLimit(kind);
    if (tooManyOfKind) return refuseUnread(parsed.message, tooManyOfKind);
    inTurn(parsed.message);
  }

  /** In order, and without a task switch unless something before it has to wait. */
  function inTurn(message: ClientMessage): void {
    const pending = tail ? tail.then(() => attempt(message)) : attempt(message);
    if (!pending) return;
    const mine: Promise<void> = pending.then(() => {
      if (tail === mine) tail = null;
    });
    tail = mine;
  }

  /** Processes a message; what only a bug throws costs its sender an answer, and nobody else. */
  function attempt(message: ClientMessage): Promise<void> | undefined {
    const fail = (error: unknown) => {
      deps.onError(error);
      answer(message, { refusal: refusal("INTERNAL") });
    };
    try {
      return process(message)?.catch(fail);
    } catch (error) {
      fail(error);
      return undefined;
    }
  }

  function process(message: ClientMessage): Promise<void> | undefined {
    if (state.kind === "closed") return undefined;
    if (isCurrent(message)) return execute(message);
    return authenticate(message.token).then((refused) => {
      if (!refused) return execute(message);
      refuseUnread(message, refused);
      if (state.kind !== "awaiting-auth") return;
      close(refused.error === "UNAUTHORIZED" ? closeCodes.token : closeCodes.rate);
    });
  }

  /** True where the message carries the token already verified, which has not expired since. */
  function isCurrent(message: ClientMessage): boolean {
    if (state.kind !== "open" || state.identity.expiresAt <= clock.now()) return false;
    return message.token === state.token || (message.type === "PING" && !message.token);
  }

  /** Why the token lets nobody speak here, or null. */
  async function authenticate(token: string | undefined): Promise<Refusal | null> {
    const identity = token ? await tokens.verify(token) : null;
    const unknown = refusal("UNAUTHORIZED");
    if (!identity || !token || state.kind === "closed") return unknown;
    if (state.kind === "open" && state.identity.subject !== identity.subject) return unknown;
    if (state.kind === "awaiting-auth" && !deps.admitUser(identity.subject)) {
      return rateLimited(userWaitS);
    }
    const place = state.kind === "open" ? state.place : null;
    state = { kind: "open", identity, token, place };
    cancelDeadline();
    const renewIn = identity.expiresAt - clock.now() + limits.renewalMs;
    cancelDeadline = clock.after(renewIn, () => close(closeCodes.token));
    return null;
  }

  function execute(message: ClientMessage): Promise<void> | undefined {
    if (state.kind !== "open") return undefined;
    const { identity, place } = state;
    // The seat's as well, so that a request that comes again on another socket is known (R4).
    const memories = place ? [ownReplies, place.seat.replies] : [ownReplies];
    const requestId = requestKey(message);
    if (requestId !== undefined) {
      if (memories.some((replies) => replies.repeat(requestId, send))) return undefined;
      for (const replies of memories) replies.begin(requestId);
    }
    return executeMeasured(message, {
      deps,
      address,
      identity,
      place,
      setPlace,
      startAt: outbox.startAt,
      member,
      requestId,
      answer: (reply) => remember(requestId, { memories, reply, text: answer(message, reply) }),
    });
  }

  function refuseUnread(message: ClientMessage, reason: Refusal): void {
    deps.metrics.noteCommand(message.type, reason.error);
    answer(message, { refusal: reason });
  }

  function setPlace(place: Place): void {
    leaveSeat();
    // The socket went while the room was let in: the seat starts its grace.
    if (state.kind !== "open") return place?.seat.room.drop(place.seat);
    state.place = place;
    if (place?.kind === "joined") leaveSeat = deps.noteSeated(state.identity.subject);
  }

  function answer(message: ClientMessage, reply: Answer): string {
    const text = encodeReply(message, reply);
    send(text);
    return text;
  }

  const member = { send, sendDirect, sendBroadcast, close };
  return {
    state: () => state.kind === "open" ? state.place?.kind ?? "idle" : "unauthenticated",
    handleMessage,
    handleClose: end,
    close,
  };
}
