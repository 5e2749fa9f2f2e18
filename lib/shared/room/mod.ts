// The rules of a meeting: a room, what happens to it, and what comes of that; pure, as data in and data
// out. Knows no store, no socket and no clock; a change is told in the form that stores and servers share.

export {
  applyChange,
  changeOf,
  composeRoom,
  deliveriesOf,
  type Delivery,
  droppedKeys,
  fillNotice,
  nodesOf,
  noticesOf,
  type Part,
  partKey,
  type RoomChange,
  type RoomHead,
} from "./change.ts";
export { waitingMessage } from "./door.ts";
export { isNameTaken } from "./entry.ts";
export { standingOf } from "./hosts.ts";
export { reduceRoom } from "./rules.ts";
export {
  closedRoomInfo,
  type Effect,
  emptyRoom,
  findParticipant,
  type Meeting,
  type Participant,
  type PasscodeHash,
  type PersonalEvent,
  type Room,
  type RoomEvent,
  roomInfo,
} from "./state.ts";
