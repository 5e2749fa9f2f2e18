// What a client knows of its room, as a pure reducer of the room's broadcasts. Order and gaps of the
// broadcasts are the membership's business.

import type { ChatMessage, RoomBroadcast, RoomInfo, UserInfo } from "../../shared/protocol/mod.ts";

export interface RoomView {
  readonly room: RoomInfo;
  readonly chat: readonly ChatMessage[];
}

/** More chat than this is not kept on the screen. */
const maxChat = 2_000;

/** Applies one broadcast; returns the same object where it changes nothing that is kept. */
export function reduceView(view: RoomView, event: RoomBroadcast): RoomView {
  switch (event.type) {
    case "USER_UPDATE":
      return { ...view, room: event.data };
    case "USER_STATE_UPDATE": {
      const { muid, ...diff } = event.data;
      return changeUser(view, muid, diff);
    }
    case "PEER_CONNECTION":
      return changeUser(view, event.muid, { online: event.online });
    case "CHAT":
      return { ...view, chat: [...view.chat, event.data].slice(-maxChat) };
    case "REACT":
    case "FINISH_MEETING":
      return view;
    default:
      return event satisfies never;
  }
}

/** The server keeps the last messages only, and after a restart none: do not lose what we have. */
export function joinChat(
  known: readonly ChatMessage[],
  fresh: readonly ChatMessage[],
): readonly ChatMessage[] {
  const ids = new Set(fresh.map((message) => message.id));
  return [...known.filter((message) => !ids.has(message.id)), ...fresh];
}

/** The participant with this muid, or null. */
export function findUser(room: RoomInfo, muid: string): UserInfo | null {
  return room.participants.find((user) => user.muid === muid) ?? null;
}

function changeUser(view: RoomView, muid: string, diff: Partial<UserInfo>): RoomView {
  if (!findUser(view.room, muid)) return view;
  const participants = view.room.participants.map((user) =>
    user.muid === muid ? { ...user, ...diff } : user
  );
  return { ...view, room: { ...view.room, participants } };
}
