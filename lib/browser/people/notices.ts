// What is worth saying when the room changes. Pure: compares two views. Who came and who left is said
// by participants.ts, which knows who is only late.

import type { ChatMessage, Role, RoomInfo } from "../../shared/protocol/mod.ts";
import { findUser, type ViewChange } from "../signalling/mod.ts";

/** Things said once, quietly, of people in the room or at its door. */
export type PeopleNotice =
  | { readonly kind: "joined"; readonly muid: string; readonly name: string }
  | { readonly kind: "left" | "removed"; readonly muid: string; readonly name: string }
  | {
    readonly kind: "role";
    readonly muid: string;
    readonly name: string;
    readonly role: Role;
    /** HOST for want of the organizer. */
    readonly isStandIn: boolean;
  }
  | {
    readonly kind: "hand" | "sharing" | "notSharing";
    readonly muid: string;
    readonly name: string;
  }
  | { readonly kind: "chat"; readonly message: ChatMessage }
  | {
    readonly kind: "reaction";
    readonly muid: string;
    readonly name: string;
    readonly emoji: string;
  }
  | { readonly kind: "waiting"; readonly muid: string; readonly name: string };

/** The notices of one change of the room, as seen by `selfMuid`. */
export function findNotices({ view, before, cause }: ViewChange, selfMuid: string): PeopleNotice[] {
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

function compareRooms(before: RoomInfo, after: RoomInfo, selfMuid: string): PeopleNotice[] {
  const notices: PeopleNotice[] = [];
  for (const user of after.participants) {
    const old = findUser(before, user.muid);
    if (!old || old === user) continue;
    const { muid, name, role } = user;
    const isStandIn = user.stand_in === true;
    if (old.role !== role) notices.push({ kind: "role", muid, name, role, isStandIn });
    if (muid === selfMuid) continue;
    if (old.state.screen !== user.state.screen) {
      notices.push({ kind: user.state.screen ? "sharing" : "notSharing", muid, name });
    }
    if (!old.hand && user.hand) notices.push({ kind: "hand", muid, name });
  }
  return notices;
}
