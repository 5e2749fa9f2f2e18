// Which session sits on which seat of one room, the one-time tokens with which a seat is taken back,
// and how long an empty one is kept (R1). Knows nothing of the rules.

import type { CloseCode } from "../shared/protocol.ts";
import type { Clock } from "./clock.ts";
import { randomToken } from "./crypto.ts";

/** What a room needs of a session. */
export interface Member {
  send(text: string): void;
  close(code: CloseCode): void;
}

export interface Seating<M extends Member> {
  get(muid: string): M | undefined;
  all(): Iterable<M>;
  /** Puts a member on a seat; returns the one that had it. */
  bind(muid: string, member: M): M | undefined;
  /** Takes the member off, and keeps the seat's token. */
  vacate(muid: string): void;
  /** Gives the seat up, token and grace included. */
  release(muid: string): void;
  /** Makes the seat's next resume token; the one before is void. */
  issueToken(muid: string): string;
  /** The seat this token opens, if any. */
  findByToken(token: string): string | undefined;
  /** Calls `onOver` unless somebody sits on the seat again in time. */
  startGrace(muid: string, onOver: () => void): void;
  readonly isEmpty: boolean;
  /** Forgets everybody and stops every grace. */
  clear(): void;
}

/** Makes the seating of an empty room. */
export function createSeating<M extends Member>(clock: Clock, graceMs: number): Seating<M> {
  const members = new Map<string, M>();
  const tokens = new Map<string, string>();
  const graces = new Map<string, () => void>();

  const endGrace = (muid: string) => {
    graces.get(muid)?.();
    graces.delete(muid);
  };
  return {
    get: (muid) => members.get(muid),
    all: () => members.values(),
    bind(muid, member) {
      const older = members.get(muid);
      endGrace(muid);
      members.set(muid, member);
      return older === member ? undefined : older;
    },
    vacate(muid) {
      members.delete(muid);
    },
    release(muid) {
      endGrace(muid);
      members.delete(muid);
      tokens.delete(muid);
    },
    issueToken(muid) {
      const token = randomToken();
      tokens.set(muid, token);
      return token;
    },
    findByToken: (token) => [...tokens].find(([, one]) => one === token)?.[0],
    startGrace(muid, onOver) {
      endGrace(muid);
      const over = () => {
        graces.delete(muid);
        onOver();
      };
      graces.set(muid, clock.after(graceMs, over));
    },
    get isEmpty() {
      return members.size === 0 && graces.size === 0;
    },
    clear() {
      for (const cancel of graces.values()) cancel();
      for (const seats of [members, tokens, graces]) seats.clear();
    },
  };
}
