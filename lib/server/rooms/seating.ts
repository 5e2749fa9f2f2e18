// Which session of this process sits on which seat of one room, and the timers of the graces this
// process watches over (R1): both follow the room's state. Knows nothing of the rules.

import type { Room } from "../../shared/room/mod.ts";
import type { Clock } from "../clock.ts";
import type { SeatedMember } from "./membership.ts";
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
  readonly isEmpty: boolean;
  /** Forgets everybody and stops every grace. */
  clear(): void;
}

interface Grace {
  readonly until: number;
  cancel(): void;
}

/** Makes the seating of a room; `onGraceOver` is called when a grace that is watched over here ends. */
export function createSeating(
  clock: Clock,
  onGraceOver: (muid: string, until: number) => void,
): Seating {
  const sitters = new Map<string, Sitter>();
  const graces = new Map<string, Grace>();
  const replies = new Map<string, Replies>();

  function watch(muid: string, until: number): void {
    if (graces.get(muid)?.until === until) return;
    graces.get(muid)?.cancel();
    const over = () => {
      graces.delete(muid);
      onGraceOver(muid, until);
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
    follow({ participants, waiting }, node) {
      const holds = new Map<string, string>();
      for (const { info, presence, resumeHash } of participants) {
        holds.set(info.muid, resumeHash);
        if (presence.kind === "grace" && presence.node === node) watch(info.muid, presence.until);
        else unwatch(info.muid);
      }
      for (const { user, hold } of waiting) holds.set(user.muid, hold.resumeHash);
      for (const muid of graces.keys()) if (!holds.has(muid)) unwatch(muid);
      for (const muid of replies.keys()) if (!holds.has(muid)) replies.delete(muid);
      return displace(holds);
    },
    get isEmpty() {
      return sitters.size === 0 && graces.size === 0;
    },
    clear() {
      for (const { cancel } of graces.values()) cancel();
      for (const all of [sitters, graces, replies]) all.clear();
    },
  };
}
