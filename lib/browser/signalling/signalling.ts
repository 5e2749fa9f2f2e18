// One typed socket to /peer_signal: commands with a promise of their answer, events out, the token in
// every message. Holds commands back while the seat in the room is not ours. Knows no room and no seq.

import { type ReadonlySignal, signal } from "@preact/signals";
import { type ClientMessage, closeCodes } from "../../shared/protocol/mod.ts";
import { createEmitter } from "../emitter.ts";
import { afterRunning } from "../patience.ts";
import type { Clock, PageEvent, SocketHandlers, SocketPort } from "../ports.ts";
import type { Credentials, OriginCheck } from "../rest/mod.ts";
import { type Answer, type Incoming, lostAnswer, parseFrame } from "./incoming.ts";
import { createSocketLine } from "./socket_line.ts";

type Bare<T> = T extends unknown ? Omit<T, "token" | "request_id"> : never;
/** A command without what signalling adds to it. */
export type Command = Bare<ClientMessage>;
export type SignalEvent = Extract<Incoming, { kind: "event" }>;

export interface SignallingDeps {
  readonly clock: Clock;
  readonly credentials: Pick<Credentials, "config" | "getToken" | "forget">;
  readonly origin: OriginCheck;
  random(): number;
  uuid(): string;
  openSocket(path: string, handlers: SocketHandlers): SocketPort;
  onPage(handle: (event: PageEvent) => void): () => void;
}

export interface Signalling {
  readonly isOpen: ReadonlySignal<boolean>;
  /** The server takes no socket from this page's address. */
  readonly isOriginRefused: ReadonlySignal<boolean>;
  /** The server is there and takes sockets from here, but none gets through. */
  readonly isBlocked: boolean;
  open(): void;
  /**
   * Sends a command; without an answer in 10 s it counts as lost. Never rejects. The server knows a
   * second try by the same `id` (R4).
   */
  request(command: Command, id?: string): Promise<Answer>;
  /** Sends a command nobody waits for, without a request_id; without a seat it is dropped. */
  tell(command: Command): void;
  /**
   * The seat is ours (again): commands held back go out. `isSameSeat`: the server remembers what it
   * was sent, so repeating a request is safe (R4).
   */
  release(isSameSeat: boolean): void;
  /** Drops the socket and connects anew, as after a gap in the events. */
  reconnect(): void;
  /** Makes sure that an open socket is alive; a dead one is replaced. */
  check(): void;
  onOpen(handle: () => void): () => void;
  onDown(handle: () => void): () => void;
  /** A terminal close code came; nothing more will. */
  onEnd(handle: (code: number) => void): () => void;
  onEvent(handle: (event: SignalEvent) => void): () => void;
  close(): void;
}

const requestLimitMs = 10_000;
/** Commands about this socket's own seat: on another socket who sent them says them anew. */
const entering: ReadonlySet<string> = new Set(["JOIN_MEETING", "RESUME_MEETING", "PING"]);
/** Commands that do not wait for the seat; leaving must also undo a join that is still under way. */
const impatient: ReadonlySet<string> = new Set([...entering, "LEAVE_MEETING"]);
/** Commands that may be done twice. */
const repeatable: ReadonlySet<string> = new Set([
  "UPDATE_USER_STATE",
  "LOCK_MEETING",
  "SET_LOBBY",
  "ASK_TO_UNMUTE",
  "FINISH_MEETING",
  "LEAVE_MEETING",
  "CHAT_HISTORY",
]);

interface Pending {
  readonly command: Command;
  isSent: boolean;
  resolve(answer: Answer): void;
  cancelLimit(): void;
}

/** Makes the socket client; nothing happens before `open()`. */
export function createSignalling(deps: SignallingDeps): Signalling {
  const { clock, credentials } = deps;
  const opened = createEmitter<void>();
  const downed = createEmitter<void>();
  const ended = createEmitter<number>();
  const events = createEmitter<SignalEvent>();
  const isOpen = signal(false);
  const pending = new Map<string, Pending>();
  let hasSeat = false;
  let isClosed = false;

  const line = createSocketLine({
    clock,
    random: deps.random,
    openSocket: (handlers) => deps.openSocket("/peer_signal", handlers),
    prepare: async () => await credentials.getToken() !== null,
    ping,
    onOpen() {
      // Carries the token, so that a socket opened ahead of the click is not closed after 10 s (P10).
      ping();
      deps.origin.clear();
      isOpen.value = true;
      opened.emit();
    },
    onText: handleText,
    onDown(code) {
      if (code === closeCodes.token) credentials.forget();
      if (!isOpen.value && credentials.config.peek()) deps.origin.ask();
      handleDown();
      downed.emit();
    },
    onEnd(code) {
      handleDown();
      settleAll();
      ended.emit(code);
    },
  });
  const offPage = deps.onPage(line.handlePage);

  function ping(): void {
    const token = credentials.config.peek()?.token;
    line.send(JSON.stringify({ type: "PING", token }));
  }

  function handleText(text: string): void {
    const incoming = parseFrame(text);
    if (incoming?.kind === "reply") return settle(incoming.requestId, incoming.answer);
    if (incoming?.kind !== "event") return;
    // In the lobby the answer to JOIN takes as long as the host does.
    if (incoming.event?.type === "LOBBY_WAITING" && incoming.requestId !== null) {
      pending.get(incoming.requestId)?.cancelLimit();
    }
    events.emit(incoming);
  }

  function handleDown(): void {
    isOpen.value = false;
    hasSeat = false;
    for (const [id, { command }] of [...pending]) {
      if (entering.has(command.type)) settle(id, lostAnswer);
    }
  }

  function settle(id: string, answer: Answer): void {
    const entry = pending.get(id);
    if (!entry) return;
    pending.delete(id);
    entry.cancelLimit();
    if (!answer.ok && answer.error === "UNAUTHORIZED") credentials.forget();
    entry.resolve(answer);
  }

  function settleAll(): void {
    for (const id of [...pending.keys()]) settle(id, lostAnswer);
  }

  function transmit(id: string, entry: Pending): void {
    const token = credentials.config.peek()?.token;
    const message = { ...entry.command, token, request_id: id };
    entry.isSent = line.send(JSON.stringify(message)) || entry.isSent;
  }

  return {
    isOpen,
    isOriginRefused: deps.origin.isRefused,
    get isBlocked() {
      return deps.origin.isBlocked;
    },
    open: line.open,
    request(command, id = deps.uuid()) {
      const isReady = line.isOpen() && (hasSeat || impatient.has(command.type));
      if (isClosed || (!isReady && entering.has(command.type))) return Promise.resolve(lostAnswer);
      return new Promise((resolve) => {
        const cancelLimit = afterRunning(clock, requestLimitMs, () => settle(id, lostAnswer));
        const entry: Pending = { command, isSent: false, resolve, cancelLimit };
        pending.set(id, entry);
        if (isReady) transmit(id, entry);
      });
    },
    tell(command) {
      const token = credentials.config.peek()?.token;
      if (hasSeat) line.send(JSON.stringify({ ...command, token }));
    },
    release(isSameSeat) {
      hasSeat = true;
      for (const [id, entry] of [...pending]) {
        if (entering.has(entry.command.type)) continue;
        const isSafe = !entry.isSent || isSameSeat || repeatable.has(entry.command.type);
        if (isSafe) transmit(id, entry);
        else settle(id, lostAnswer);
      }
    },
    reconnect: line.reconnect,
    check: line.check,
    onOpen: opened.subscribe,
    onDown: downed.subscribe,
    onEnd: ended.subscribe,
    onEvent: events.subscribe,
    close() {
      if (isClosed) return;
      isClosed = true;
      offPage();
      line.close();
      isOpen.value = false;
      settleAll();
      for (const emitter of [opened, downed, ended, events]) emitter.clear();
    },
  };
}
