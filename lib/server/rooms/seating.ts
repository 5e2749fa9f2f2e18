// Which session of this process sits on which seat of one room, and the timers of the graces this process
// watches over (R1) and of the start that somebody waits for: they follow the room's state. Knows nothing of
// the rules.

import type { Participant, Room } from "../../shared/room/mod.ts";
import type { Clock } from "../clock.ts";
import { randomToken, sha256Base64Url } from "../crypto.ts";
import type { Entrant, SeatedMember } from "./membership.ts";
import { createReplies, type Replies } from "./replies.ts";

/** A session on a seat, or in the lobby. */
export interface Sitter {
  readonly member: SeatedMember;
  /** The token of its hold, which the client gets when it is let in. */
  readonly resumeToken: string;
  readonly resumeHash: string;
}

export interface Seating {
  get(muid: string): Sitter | undefined;
  all(): Iterable<Sitter>;
  /** Puts a session on a seat; returns the one that had it. */
  bind(muid: string, sitter: Sitter): Sitter | undefined;
  release(muid: string): void;
  /** The replies to the seat's requests, whichever socket they came on (R4). */
  repliesOf(muid: string): Replies;
  /**
   * Follows the room: sets and ends graces, forgets seats that are gone. Returns the sitters whose
   * seat is somebody else's by now.
   */
  follow(room: Room, node: string): readonly Sitter[];
  /** The seats of this process that nobody here sits on. */
  orphansOf(room: Room, node: string): readonly Participant[];
  readonly isEmpty: boolean;
  /** Forgets everybody and stops every grace. */
  clear(): void;
}

interface Grace {
  readonly until: number;
  cancel(): void;
}

interface Deps {
  readonly clock: Clock;
  /** Called when a grace that is watched over here ends. */
  graceOver(muid: string, until: number): void;
  /** Called when the meeting is to begin, where somebody here waits for that. */
  start(): void;
}

/** Timers hold no more than 2^31 ms; what lies further away is looked at again. */
const maxTimerMs = 24 * 60 * 60 * 1_000;

/** Makes the seating of a room. */
export function createSeating({ clock, graceOver, start }: Deps): Seating {
  const sitters = new Map<string, Sitter>();
  const graces = new Map<string, Grace>();
  const replies = new Map<string, Replies>();
  let awaited: { readonly startTime: number; cancel(): void } | null = null;

  function watchStart({ meeting: { startTime }, waiting }: Room): void {
    const isAwaited = waiting.some(({ user, until }) =>
      until === "start" && sitters.has(user.muid)
    );
    if (isAwaited && awaited?.startTime === startTime) return;
    awaited?.cancel();
    awaited = null;
    if (isAwaited) setStartTimer(startTime);
  }

  function setStartTimer(startTime: number): void {
    const ms = Math.min(maxTimerMs, Math.max(0, startTime - clock.now()));
    const cancel = clock.after(ms, () => {
      awaited = null;
      // Timers may be early, and clocks be set: it is looked at again until it is time.
      if (clock.now() < startTime) setStartTimer(startTime);
      else start();
    });
    awaited = { startTime, cancel };
  }

  function watch(muid: string, until: number): void {
    if (graces.get(muid)?.until === until) return;
    graces.get(muid)?.cancel();
    const over = () => {
      graces.delete(muid);
      graceOver(muid, until);
    };
    graces.set(muid, { until, cancel: clock.after(Math.max(0, until - clock.now()), over) });
  }

  function unwatch(muid: string): void {
    graces.get(muid)?.cancel();
    graces.delete(muid);
  }

  /** Takes off whose hold is not the one in the room any more. */
  function displace(holds: ReadonlyMap<string, string>): readonly Sitter[] {
    const displaced: Sitter[] = [];
    for (const [muid, sitter] of [...sitters]) {
      const hold = holds.get(muid);
      if (hold === sitter.resumeHash) continue;
      sitters.delete(muid);
      if (hold !== undefined) displaced.push(sitter);
    }
    return displaced;
  }

  return {
    get: (muid) => sitters.get(muid),
    all: () => sitters.values(),
    bind(muid, sitter) {
      const older = sitters.get(muid);
      sitters.set(muid, sitter);
      return older;
    },
    release: (muid) => void sitters.delete(muid),
    repliesOf(muid) {
      const known = replies.get(muid) ?? createReplies();
      replies.set(muid, known);
      return known;
    },
    follow(room, node) {
      const { participants, waiting } = room;
      const holds = new Map<string, string>();
      for (const { info, presence, resumeHash } of participants) {
        holds.set(info.muid, resumeHash);
        if (presence.kind === "grace" && presence.node === node) watch(info.muid, presence.until);
        else unwatch(info.muid);
      }
      for (const { user, hold } of waiting) holds.set(user.muid, hold.resumeHash);
      for (const muid of graces.keys()) if (!holds.has(muid)) unwatch(muid);
      for (const muid of replies.keys()) if (!holds.has(muid)) replies.delete(muid);
      const displaced = displace(holds);
      watchStart(room);
      return displaced;
    },
    orphansOf: ({ participants }, node) =>
      participants.filter(({ info, presence, resumeHash }) => {
        const isOurs = presence.kind === "here" && presence.node === node;
        return isOurs && sitters.get(info.muid)?.resumeHash !== resumeHash;
      }),
    get isEmpty() {
      return sitters.size === 0 && graces.size === 0;
    },
    clear() {
      for (const { cancel } of graces.values()) cancel();
      awaited?.cancel();
      for (const all of [sitters, graces, replies]) all.clear();
    },
  };
}

/** A session with a token for the seat it may get. */
export function entrantOf(member: SeatedMember): Entrant {
  const resumeToken = randomToken();
  return { member, resumeToken, resumeHash: sha256Base64Url(resumeToken) };
}
