// Asks the server for a seat in the room, or for the one we had, and reads what it answers. Decides
// nothing: what comes of it is the membership's business.

import * as z from "zod/mini";
import { Admission, type JoinUser, RoomInfo } from "../../shared/protocol/mod.ts";
import type { Answer } from "./incoming.ts";
import type { Signalling } from "./signalling.ts";

/** A seat we had, as it is asked for again. */
export interface Seat {
  readonly resumeToken: string;
  /** Number of the last broadcast seen; 0 asks for a snapshot. */
  seq: number;
}

export interface Admitted {
  readonly admission: Admission;
  /** Null where what we know of the room goes on. */
  readonly room: RoomInfo | null;
}
/** Null for an answer that says nothing to us. */
type SeatAnswer = ({ readonly ok: true } & Admitted) | Extract<Answer, { ok: false }> | null;

const Joined = z.object({ ...Admission.shape, data: RoomInfo });
const Resumed = z.object({ ...Admission.shape, data: z.nullable(RoomInfo) });

interface JoinAsked {
  readonly meetingId: string;
  readonly passcode?: string;
  readonly organizerKey?: string;
  readonly linkKey?: string;
  readonly self: JoinUser;
}

/** JOIN_MEETING (P12). In the lobby the answer takes as long as a host does. */
export async function requestJoin(
  signalling: Pick<Signalling, "request">,
  { meetingId, passcode, organizerKey, linkKey, self }: JoinAsked,
): Promise<SeatAnswer> {
  const answer = await signalling.request({
    type: "JOIN_MEETING",
    room_id: meetingId,
    ...self,
    ...(passcode ? { passcode } : {}),
    ...(organizerKey ? { organizer_key: organizerKey } : {}),
    ...(linkKey ? { link_key: linkKey } : {}),
  });
  return read(answer, Joined);
}

/** RESUME_MEETING (R3). */
export async function requestResume(
  signalling: Pick<Signalling, "request">,
  { meetingId, seat }: { meetingId: string; seat: Seat },
): Promise<SeatAnswer> {
  const answer = await signalling.request({
    type: "RESUME_MEETING",
    room_id: meetingId,
    resume_token: seat.resumeToken,
    last_seq: seat.seq,
  });
  return read(answer, Resumed);
}

function read(answer: Answer, schema: typeof Joined | typeof Resumed): SeatAnswer {
  if (!answer.ok) return answer;
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) return null;
  const { data, ...admission } = parsed.data;
  return { ok: true, admission, room: data };
}
