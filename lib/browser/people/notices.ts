// What is worth saying when the room changes. Pure: compares two views. Who came and who left is said
// by participants.ts, which knows who is only late.

import type { RoomInfo, WaitingUser } from "../../shared/protocol/mod.ts";
import type { Notice } from "../call_api.ts";
import type { ViewChange } from "../signalling/membership.ts";
import { findUser } from "../signalling/roster.ts";

/** The notices of one change of the room, as seen by `selfMuid`. */
export function findNotices({ view, before, cause }: ViewChange, selfMuid: string): Notice[] {
  if (!before) return [];
  const notices = before.room === view.room ? [] : compareRooms(before.room, view.room, selfMuid);
  if (before.chat !== view.chat) {
    const known = new Set(before.chat.map((message) => message.id));
    for (const message of view.chat) {
      if (message.muid === selfMuid || known.has(message.id)) continue;
      notices.push({ kind: "chat", message });
    }
  }
  if (cause.kind === "event" && cause.event.type === "REACT") {
    const { muid, emoji } = cause.event.data;
    const name = findUser(view.room, muid)?.name;
    if (name !== undefined) notices.push({ kind: "reaction", muid, name, emoji });
  }
  return notices;
}

/** Notices of those who came into the lobby. */
export function findWaitingNotices(
  before: readonly WaitingUser[],
  after: readonly WaitingUser[],
): Notice[] {
  const known = new Set(before.map((user) => user.muid));
  return after.filter((user) => !known.has(user.muid))
    .map(({ muid, name }) => ({ kind: "waiting", muid, name }));
}

function compareRooms(before: RoomInfo, after: RoomInfo, selfMuid: string): Notice[] {
  const notices: Notice[] = [];
  for (const user of after.participants) {
    const old = findUser(before, user.muid);
    if (!old || old === user) continue;
    const { muid, name, role } = user;
    if (old.role !== role) notices.push({ kind: "role", muid, name, role });
    if (!old.hand && user.hand && muid !== selfMuid) notices.push({ kind: "hand", muid, name });
  }
  return notices;
}
