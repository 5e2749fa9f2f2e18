// Gives somebody a seat, and with it a role (P14). Knows no commands, and nothing of the door.

import { forgetLeaver, isOrganizer } from "./door.ts";
import type { Draft } from "./draft.ts";
import { giveBack, roleOnArrival, tellNewHost } from "./hosts.ts";
import type { JoinUser, UserInfo } from "../protocol/mod.ts";
import type { Hold, Participant } from "./state.ts";

interface Entrant {
  readonly user: JoinUser;
  readonly subject: string;
  readonly hold: Hold;
  readonly hasKey?: boolean;
}

/** Gives somebody a seat, and tells everybody; of `ghost`, whom they replace, they keep the role. */
export function seatUser(draft: Draft, entrant: Entrant, ghost?: Participant): void {
  const { user, subject, hold, hasKey } = entrant;
  const { meeting, participants } = draft.room;
  const isOwner = isOrganizer(draft.room, entrant);
  const isKept = ghost?.info.role === "HOST" && !isOwner;
  const { role, stand_in } = isKept ? ghost.info : roleOnArrival(draft.room, { isOwner, subject });
  const info: UserInfo = {
    muid: user.muid,
    name: user.name,
    role,
    ...(stand_in ? { stand_in } : {}),
    // Nobody arrives sharing: a share starts with an update, where P13 is checked.
    state: { ...user.state, screen: false },
    avatar: user.avatar,
    expandCamera: user.expandCamera,
    mirrorCamera: user.mirrorCamera,
    hand: false,
    online: true,
  };
  const seat: Participant = {
    info,
    subject,
    presence: { kind: "here", node: hold.node },
    resumeHash: hold.resumeHash,
    done: [],
    ...(hasKey ? { hasKey } : {}),
    ...(isKept && ghost.isHeir ? { isHeir: true } : {}),
  };
  draft.set({ participants: [...participants, seat] });
  forgetLeaver(draft, subject);
  if (isOwner) giveBack(draft, user.muid);
  if (isOwner && meeting.organizer.muid !== user.muid) {
    draft.setMeeting({ organizer: { ...meeting.organizer, muid: user.muid, name: user.name } });
  }
  draft.broadcastRoom(user.muid);
  if (role === "HOST") tellNewHost(draft);
}
