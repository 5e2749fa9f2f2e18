// The others in a call: a link to each in step with the room, what screens show of them, who speaks, and
// what is worth saying of them. Knows no socket and no devices.

export { createLobby } from "./lobby.ts";
export { findNotices, type PeopleNotice } from "./notices.ts";
export { createParticipants, type PersonPath } from "./participants.ts";
export type { RemoteParticipant } from "./remote.ts";
export { createSpeakerWatch } from "./speaker_watch.ts";
