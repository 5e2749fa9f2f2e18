// What an operator is told of a room that is open here: numbers only.

import type { LiveRoom } from "./membership.ts";
import { countHere } from "./replica.ts";

export interface OpenRoom {
  readonly id: string;
  /** Everybody with a seat, on whichever server; those of them whose socket is here; the lobby. */
  readonly people: number;
  readonly here: number;
  readonly waiting: number;
  /** When the meeting was made, in ms since the epoch. */
  readonly created_at: number;
}

/** Describes a room as the server `node` has it. */
export function describeRoom({ id, stored }: LiveRoom, node: string): OpenRoom {
  const { participants, waiting, meeting } = stored.room;
  return {
    id,
    people: participants.length,
    here: countHere(stored, node),
    waiting: waiting.length,
    created_at: meeting.createdAt,
  };
}
