// Our seat in one room: joining, the lobby, coming back after a lost socket, the order of events (P16),
// and the end. Knows no media and no peer connections.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Admission, DirectEvent, JoinUser, RoomBroadcast } from "../../shared/protocol/mod.ts";
import { createEmitter } from "../emitter.ts";
import type { Clock } from "../ports.ts";
import { type EndReason, isPassing, reasonOf, refusedWith } from "./end_reason.ts";
import type { Answer } from "./incoming.ts";
import { joinChat, reduceView, type RoomView } from "./roster.ts";
import { type Admitted, requestJoin, requestResume, type Seat } from "./seat_request.ts";
import type { SignalEvent, Signalling } from "./signalling.ts";

export type CallStatus =
  | { readonly kind: "joining" }
  /**
   * In the lobby, until a host lets us in; `isHostHere`: there is one who could. `startsAt`: we are let in
   * then without anybody's doing, in ms; else null.
   */
  | { readonly kind: "waiting"; readonly isHostHere: boolean; readonly startsAt: number | null }
  /** `linkKey` stands in the link of a meeting that asks for it. */
  | { readonly kind: "joined"; readonly linkKey?: string }
  /** The server is out of reach, or takes nobody from this address; media goes on. */
  | { readonly kind: "reconnecting"; readonly isOriginRefused?: true }
  | { readonly kind: "ended"; readonly reason: EndReason };

/** How we came to know the room as it is now. */
export type Cause =
  /** Joined for the first time, or anew after the server lost our seat. */
  | { readonly kind: "joined" | "rejoined" }
  /** Back in our seat. `hasJumped`: the view is a snapshot, events in between are unknown. */
  | { readonly kind: "resumed"; readonly hasJumped: boolean }
  | { readonly kind: "event"; readonly event: RoomBroadcast };

export interface ViewChange {
  readonly view: RoomView;
  readonly before: RoomView | null;
  readonly cause: Cause;
}

export interface MembershipDeps {
  readonly signalling: Signalling;
  readonly clock: Clock;
  readonly meetingId: string;
  readonly passcode?: string;
  readonly organizerKey?: string;
  readonly linkKey?: string;
  /** Opens the seat that a page before this one had; of the room we know nothing then. */
  readonly resumeToken?: string;
  /** Who we are and what our devices do, at this moment. */
  describeSelf(): JoinUser;
}

export interface Membership {
  readonly status: ReadonlySignal<CallStatus>;
  start(): void;
  onView(handle: (change: ViewChange) => void): () => void;
  onDirect(handle: (event: DirectEvent) => void): () => void;
  /** Comes each time the seat is ours, before the view: the next resume token, ICE servers. */
  onAdmission(handle: (admission: Admission) => void): () => void;
  /** Ends our part; nothing comes out any more. */
  end(reason: EndReason): void;
}

/** Our own ghost may hold seat and name until the server notices that its socket is dead (R8). */
const ghostRetryMs = 2_000;
const ghostLimitMs = 60_000;
/** Who cannot be reached for this long before the first admission is told so. */
const firstJoinLimitMs = 30_000;

/** Makes the membership; nothing is sent before `start()`. */
export function createMembership(deps: MembershipDeps): Membership {
  const { signalling, clock, meetingId } = deps;
  const status = signal<CallStatus>({ kind: "joining" });
  const views = createEmitter<ViewChange>();
  const directs = createEmitter<DirectEvent>();
  const admissions = createEmitter<Admission>();
  const undo: (() => void)[] = [];
  let seat: Seat | null = deps.resumeToken ? { resumeToken: deps.resumeToken, seq: 0 } : null;
  /** The room as last known; outlives a seat. */
  let view: RoomView | null = null;
  /** True between an admission and the loss of the socket: only then events count. */
  let isIn = false;
  let hadSeat = false;
  const isReturning = seat !== null;
  let ghostSince: number | null = null;
  /** Counts attempts to get in, so that a late answer to an older one is recognised. */
  let round = 0;
  const early: SignalEvent[] = [];
  let cancelRetry = () => {};
  let cancelLimit = () => {};

  function isEnded(): boolean {
    return status.value.kind === "ended";
  }

  function enter(): void {
    if (isEnded()) return;
    const own = ++round;
    cancelRetry();
    const isResume = seat !== null;
    const asked = seat
      ? requestResume(signalling, { meetingId, seat })
      : requestJoin(signalling, { ...deps, self: deps.describeSelf() });
    void asked.then((answer) => {
      if (own !== round || isEnded()) return;
      if (!answer) return end(refusedWith("INTERNAL"));
      if (!answer.ok) return handleRefusal(answer);
      if (isResume) return settle(answer, { kind: "resumed", hasJumped: answer.room !== null });
      settle(answer, { kind: hadSeat ? "rejoined" : "joined" });
    });
  }

  /** Takes the seat; `room` is null where the view we have goes on. */
  function settle({ admission, room }: Admitted, cause: Cause): void {
    const before = view;
    const { chat, chat_more: hasEarlier = false } = admission;
    const next = room ? { room, ...joinChat(view, { chat, hasEarlier }) } : view;
    if (!next) return end(refusedWith("INTERNAL"));
    view = next;
    seat = { resumeToken: admission.self.resume_token, seq: admission.seq };
    isIn = true;
    hadSeat = true;
    ghostSince = null;
    cancelLimit();
    signalling.release(cause.kind === "resumed");
    admissions.emit(admission);
    const { link_key: linkKey } = admission;
    status.value = { kind: "joined", ...(linkKey ? { linkKey } : {}) };
    views.emit({ view, before, cause });
    for (const incoming of early.splice(0)) if (isIn) handleEvent(incoming);
  }

  function handleRefusal({ error, message, isLost }: Extract<Answer, { ok: false }>): void {
    // No answer, or none of use: the line comes back by its schedule, and so do we.
    if (isLost) return signalling.isOpen.value ? signalling.reconnect() : undefined;
    if (error === "RESUME_FAILED") {
      seat = null;
      return enter();
    }
    const mayPass = (hadSeat || isReturning) && isPassing(error);
    if (error === "UNAUTHORIZED" || mayPass) return signalling.reconnect();
    if (error === "MUID_TAKEN" || (hadSeat && error === "NAME_TAKEN")) {
      ghostSince ??= clock.now();
      if (clock.now() - ghostSince < ghostLimitMs) {
        cancelRetry = clock.after(ghostRetryMs, enter);
        return;
      }
    }
    end(error === "REMOVED" && hadSeat ? { kind: "removed" } : refusedWith(error, message));
  }

  function handleEvent(incoming: SignalEvent): void {
    const { event, seq, prev } = incoming;
    if (event?.type === "LOBBY_WAITING" && !isIn) {
      cancelLimit();
      status.value = {
        kind: "waiting",
        isHostHere: event.host_present !== false,
        startsAt: event.starts_at ?? null,
      };
      return;
    }
    if (event?.type === "REMOVED") return end({ kind: "removed" });
    // What follows the admission closely may be here before its promise has run.
    if (!isIn) early.push(incoming);
    if (!isIn || !seat) return;
    if (seq === null) {
      if (event && !("seq" in event)) directs.emit(event);
      return;
    }
    if (seq <= seat.seq) return;
    // A hole that the server did not mean (R9): what is missing comes with a resume, and that takes a
    // new socket.
    if ((prev ?? seq - 1) > seat.seq) return signalling.reconnect();
    seat.seq = seq;
    if (event && "seq" in event) handleBroadcast(event);
  }

  function handleBroadcast(event: RoomBroadcast): void {
    if (event.type === "FINISH_MEETING") return end({ kind: "finished" });
    const before = view;
    if (!before) return;
    view = reduceView(before, event);
    views.emit({ view, before, cause: { kind: "event", event } });
  }

  function handleDown(): void {
    isIn = false;
    round++;
    early.length = 0;
    cancelRetry();
    const { kind } = status.value;
    if (kind === "joined") status.value = { kind: "reconnecting" };
    if (kind === "waiting") status.value = { kind: hadSeat ? "reconnecting" : "joining" };
  }

  function handleOrigin(): void {
    const { kind } = status.value;
    if (kind === "reconnecting") status.value = { kind, isOriginRefused: true };
    else if (!hadSeat) end(refusedWith("FORBIDDEN_ORIGIN"));
  }

  function end(reason: EndReason): void {
    if (isEnded()) return;
    isIn = false;
    round++;
    cancelRetry();
    cancelLimit();
    for (const off of undo) off();
    status.value = { kind: "ended", reason };
    for (const emitter of [views, directs, admissions]) emitter.clear();
  }

  return {
    status,
    start() {
      undo.push(
        signalling.onOpen(enter),
        signalling.onDown(handleDown),
        signalling.onEvent(handleEvent),
        signalling.onEnd((code) => end(reasonOf(code))),
        signalling.isOriginRefused.subscribe((isRefused) => isRefused && handleOrigin()),
      );
      cancelLimit = clock.after(firstJoinLimitMs, () => {
        end(refusedWith(signalling.isBlocked ? "UPGRADE_REQUIRED" : "UNAVAILABLE"));
      });
      signalling.open();
      if (signalling.isOpen.value) enter();
    },
    onView: views.subscribe,
    onDirect: directs.subscribe,
    onAdmission: admissions.subscribe,
    end,
  };
}
