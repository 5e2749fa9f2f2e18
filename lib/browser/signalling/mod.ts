// The way to the server during a call: the socket, commands and events over it, our seat in the room and
// the room as the server tells it. Knows no media and no peer connections.

export { type Chat, createChat } from "./chat.ts";
export { type Commands, createCommands } from "./commands.ts";
export { type EndReason, isPassing } from "./end_reason.ts";
export { type CallStatus, type Cause, createMembership, type ViewChange } from "./membership.ts";
export { createPacer, signalPace } from "./pacer.ts";
export { findUser, type RoomView } from "./roster.ts";
export { createSeatMemory, type SeatMemory, type SeatRecord } from "./seat_memory.ts";
export { createSignalling, type Signalling } from "./signalling.ts";
