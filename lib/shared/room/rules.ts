// The rules of a meeting as one pure function: an event goes in, the next room and what has to be
// done about it come out. Refusals are effects and change nothing. Transport and storage are not here.

import { createDraft, refuse } from "./draft.ts";
import { handleJoin, handleLeave, handleRemove } from "./entry.ts";
import { governs } from "./hosts.ts";
import { handleAdmit, handleAmend, handleDeny, handleLobby, handleOpen } from "./lobby.ts";
import { handleAdopt, handleDrop, handleExpire, handleResume } from "./presence.ts";
import { handleUpdate } from "./update.ts";
import { chatHistory, maxHistoryLength } from "../protocol/mod.ts";
import {
  type Decision,
  findParticipant,
  isHost,
  type KeptChat,
  type Participant,
  type PersonalEvent,
  type Room,
  type RoomEvent,
} from "./state.ts";

/** How many carried out requests a seat remembers; a client has no more than a few under way. */
const rememberedRequests = 16;

/**
 * Applies one event to a room (P11–P16). Returns the next room and the effects in the order in
 * which they are to be performed; a refused event, and one that was carried out before (R4), returns
 * the room it was given.
 */
export function reduceRoom(room: Room, event: RoomEvent): Decision {
  if (!("requestId" in event) || event.requestId === undefined) return apply(room, event);
  if (findParticipant(room, event.muid)?.done.includes(event.requestId)) return [room, []];
  return remember(apply(room, event), event);
}

/** Notes on the sender's seat, where there still is one, that the request was carried out. */
function remember([room, effects]: Decision, { muid, requestId }: PersonalEvent): Decision {
  if (requestId === undefined || effects[0]?.type === "refuse") return [room, effects];
  const note = (one: Participant): Participant =>
    one.info.muid === muid
      ? { ...one, done: [...one.done, requestId].slice(-rememberedRequests) }
      : one;
  return [{ ...room, participants: room.participants.map(note) }, effects];
}

function apply(room: Room, event: RoomEvent): Decision {
  switch (event.type) {
    case "join":
      return handleJoin(room, event);
    case "resume":
      return handleResume(room, event);
    case "drop":
      return handleDrop(room, event);
    case "expire":
      return handleExpire(room, event);
    case "adopt":
      return handleAdopt(room, event);
    case "open":
      return handleOpen(room, event);
    case "close-empty":
      return handleCloseEmpty(room);
    case "renumber":
      return [{ ...room, seq: Math.max(room.seq, event.seq) + 1 }, []];
    case "leave":
      return handleLeave(room, event);
    case "update":
      return handleUpdate(room, event);
    case "chat":
      return handleChat(room, event);
    case "react":
      return handleReact(room, event);
    case "remove":
      return governs(room, event.muid) ? handleRemove(room, event) : refuse(room, "FORBIDDEN");
    case "admit":
      return isHost(room, event.muid) ? handleAdmit(room, event) : refuse(room, "FORBIDDEN");
    case "deny":
      return isHost(room, event.muid) ? handleDeny(room, event) : refuse(room, "FORBIDDEN");
    case "allow":
      return governs(room, event.muid) ? handleAllow(room, event) : refuse(room, "FORBIDDEN");
    case "lock":
      return governs(room, event.muid) ? handleLock(room, event) : refuse(room, "FORBIDDEN");
    case "lobby":
      return governs(room, event.muid) ? handleLobby(room, event) : refuse(room, "FORBIDDEN");
    case "ask-unmute":
      return isHost(room, event.muid) ? handleAskUnmute(room, event) : refuse(room, "FORBIDDEN");
    case "amend":
      return handleAmend(room, event);
    case "cancel":
      return handleFinish(room);
    case "finish":
      return governs(room, event.muid) ? handleFinish(room) : refuse(room, "FORBIDDEN");
    default:
      return event satisfies never;
  }
}

type Of<T extends RoomEvent["type"]> = Extract<RoomEvent, { type: T }>;

function handleChat(room: Room, { muid, text, id, now }: Of<"chat">): Decision {
  const sender = findParticipant(room, muid);
  if (!sender) return refuse(room, "FORBIDDEN");
  const draft = createDraft(room);
  const message = { id, muid, name: sender.info.name, text, time: now };
  draft.broadcast({ type: "CHAT", data: message });
  const kept = { ...message, seq: draft.room.seq };
  draft.set({ chat: lastChat([...room.chat, kept]) });
  return draft.decision();
}

/** As much of the end of the chat as a room keeps: whoever joins gets it in one frame. */
function lastChat(chat: readonly KeptChat[]): readonly KeptChat[] {
  let from = Math.max(0, chat.length - chatHistory);
  let length = 0;
  for (let at = chat.length - 1; at >= from; at--) {
    length += chat[at]?.text.length ?? 0;
    if (length > maxHistoryLength) from = at + 1;
  }
  return chat.slice(from);
}

function handleReact(room: Room, { muid, emoji }: Of<"react">): Decision {
  if (!findParticipant(room, muid)) return refuse(room, "FORBIDDEN");
  const draft = createDraft(room);
  draft.broadcast({ type: "REACT", data: { muid, emoji } });
  return draft.decision();
}

function handleAllow(room: Room, { ticket }: Of<"allow">): Decision {
  const removal = room.meeting.removals.find((one) => one.ticket === ticket);
  if (!removal) return refuse(room, "PEER_NOT_FOUND", "Nobody was removed under this ticket.");
  const draft = createDraft(room);
  draft.setMeeting({
    removals: room.meeting.removals.filter((one) => one.subject !== removal.subject),
  });
  draft.tellHosts();
  return draft.decision();
}

function handleLock(room: Room, { locked }: Of<"lock">): Decision {
  const draft = createDraft(room);
  if (room.meeting.locked !== locked) {
    draft.setMeeting({ locked });
    draft.broadcastRoom();
  }
  return draft.decision();
}

/** A microphone is switched on by nobody but its owner: they are asked, and nothing changes. */
function handleAskUnmute(room: Room, { muid, target }: Of<"ask-unmute">): Decision {
  if (!findParticipant(room, target)) return refuse(room, "PEER_NOT_FOUND");
  const draft = createDraft(room);
  draft.do({ type: "send", to: target, message: { type: "UNMUTE_REQUEST", from: muid } });
  return draft.decision();
}

function handleCloseEmpty(room: Room): Decision {
  const isEmpty = room.participants.length === 0 && room.waiting.length === 0;
  return [room, isEmpty ? [{ type: "erase" }] : []];
}

function handleFinish(room: Room): Decision {
  const draft = createDraft(room);
  draft.do({ type: "erase" });
  draft.broadcast({ type: "FINISH_MEETING" });
  for (const { info } of room.participants) {
    draft.do({ type: "close", muid: info.muid, code: 4410 });
  }
  for (const { user } of room.waiting) draft.do({ type: "close", muid: user.muid, code: 4410 });
  draft.set({ participants: [], waiting: [] });
  return draft.decision();
}
