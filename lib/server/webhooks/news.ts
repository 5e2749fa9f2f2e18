// What a change of a meeting is to somebody outside of it. Pure but for the ids; names only where they are
// asked for.

import type { Meeting, Participant, Room } from "../../shared/room/mod.ts";
import type { Letter } from "../stores/mod.ts";

type Kind =
  | "meeting.created"
  | "meeting.started"
  | "meeting.ended"
  | "meeting.deleted"
  | "participant.joined"
  | "participant.left";

export interface News {
  /** What is to be told of a new meeting. */
  ofMeeting(meeting: Meeting, at: number): readonly Letter[];
  /** What is to be told of a change; `after` is null where the meeting is deleted. */
  ofChange(before: Room, after: Room | null, at: number): readonly Letter[];
}

/** Where nobody asked. */
export const noNews: News = { ofMeeting: () => [], ofChange: () => [] };

/** Makes the writer of letters; `onLetters` is called as some are about to be stored. */
export function createNews(
  { hasNames, uuid, onLetters }: {
    hasNames: boolean;
    uuid: () => string;
    onLetters: () => void;
  },
): News {
  function letter(
    type: Kind,
    { meeting, people, participant, at }: {
      meeting: Meeting;
      people: number;
      participant?: Participant;
      at: number;
    },
  ): Letter {
    const { id, title, startTime } = meeting;
    const data = {
      meeting: { id, start_time: startTime, ...(hasNames ? { title } : {}) },
      people,
      ...(participant ? { participant: personOf(participant) } : {}),
    };
    const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
    return { id: uuid(), at, body };
  }

  function personOf({ info: { muid, role, name } }: Participant) {
    return { muid, role, ...(hasNames ? { name } : {}) };
  }

  function told(letters: readonly Letter[]): readonly Letter[] {
    if (letters.length > 0) onLetters();
    return letters;
  }

  return {
    ofMeeting: (meeting, at) => told([letter("meeting.created", { meeting, people: 0, at })]),
    ofChange(before, after, at) {
      const now = after?.participants ?? [];
      if (after && now === before.participants) return [];
      const meeting = after?.meeting ?? before.meeting;
      const people = now.length;
      const isIn = new Set(now.map(({ info }) => info.muid));
      const wasIn = new Set(before.participants.map(({ info }) => info.muid));
      const common = { meeting, people, at };
      const of = (type: Kind) => (participant: Participant) =>
        letter(type, { ...common, participant });
      return told([
        ...(wasIn.size === 0 && people > 0 ? [letter("meeting.started", common)] : []),
        ...before.participants.filter(({ info }) => !isIn.has(info.muid))
          .map(of("participant.left")),
        ...now.filter(({ info }) => !wasIn.has(info.muid)).map(of("participant.joined")),
        ...(wasIn.size > 0 && people === 0 ? [letter("meeting.ended", common)] : []),
        ...(after ? [] : [letter("meeting.deleted", common)]),
      ]);
    },
  };
}
