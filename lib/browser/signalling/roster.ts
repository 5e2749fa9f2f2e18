// What a client knows of its room, as a pure reducer of the room's broadcasts. Order and gaps of the
// broadcasts are the membership's business.

import type { ChatMessage, RoomBroadcast, RoomInfo, UserInfo } from "../../shared/protocol/mod.ts";

export interface RoomView {
  readonly room: RoomInfo;
  readonly chat: readonly ChatMessage[];
  /** The server has older messages than these. */
  readonly hasEarlier: boolean;
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

type ChatView = Pick<RoomView, "chat" | "hasEarlier">;

/**
 * The chat after an admission. The server keeps the last messages only, and after a restart none: what we
 * have is not lost. Where it has more than it told, and nothing of that is known, there may be some between:
 * then this is the fresh chat alone, and earlier_chat.ts fills in what was missed.
 */
export function joinChat(known: ChatView | null, fresh: ChatView): ChatView {
  if (!known) return fresh;
  const ids = new Set(fresh.chat.map((message) => message.id));
  const isConnected = known.chat.some((message) => ids.has(message.id));
  if (fresh.hasEarlier && !isConnected) return fresh;
  const { hasEarlier } = isConnected ? known : fresh;
  return { chat: [...known.chat.filter(({ id }) => !ids.has(id)), ...fresh.chat], hasEarlier };
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
