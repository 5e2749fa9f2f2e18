// What the data of the protocol means, in words: the names under which schemas stand in both documents,
// and what a schema cannot say by itself. The schemas are those of lib/shared/protocol.

import { maxNameLength, maxTitleLength } from "../../shared/names.ts";
import {
  Admission,
  Avatar,
  CallReport,
  Candidate,
  ChatMessage,
  ConfigInfo,
  IcePolicy,
  IceServer,
  LinkReport,
  MeetingChange,
  MeetingDraft,
  Name,
  ParticipantDiff,
  Passcode,
  RemovedUser,
  Role,
  RoomInfo,
  SignalPayload,
  StartTime,
  Title,
  UserInfo,
  UserState,
  Uuid,
  WaitingUser,
} from "../../shared/protocol/mod.ts";
import { createGlossary, type Glossary } from "./json_schemas.ts";

/** What both documents speak of. */
export function createVocabulary(): Glossary {
  const glossary = createGlossary();
  addWords(glossary);
  addPeople(glossary);
  return glossary;
}

function addWords({ add }: Glossary): void {
  add(Uuid, { format: "uuid" });
  const cleaned = (max: number) =>
    `1 to ${max} code points. It is brought to NFKC and trimmed, and characters that nobody can see ` +
    "are dropped; what is nothing after that is refused.";
  add(Name, { description: cleaned(maxNameLength), minLength: 1 });
  add(Title, { description: cleaned(maxTitleLength), minLength: 1 });
  add(Avatar, {
    description: 'A text that stands for the person, such as an address; "" for none.',
  });
  add(Passcode, {
    description: "Compared after NFKC, without invisible characters and the blanks around it.",
    minLength: 1,
  });
  add(StartTime, { description: "Milliseconds since the epoch, of a year of four digits." });
}

function addPeople({ add, addFields }: Glossary): void {
  add(Role, {
    id: "Role",
    description: "HOST may command others. The server alone gives roles.",
  });
  add(UserState, { id: "UserState", description: "Which of the own devices are on." });
  add(UserInfo, {
    id: "UserInfo",
    description: "A participant, as everybody in the room sees them.",
  });
  addFields(UserInfo, {
    stand_in: "HOST until the organizer comes, and not for what cannot be undone.",
    expandCamera: "Whether the picture fills its tile and is cut for that.",
    mirrorCamera: "Whether the person sees the own picture as in a mirror.",
    hand: "Whether the hand is raised.",
    hand_raised_at: "When it was last raised, in milliseconds since the epoch.",
    online: "False while the participant is away and keeps the seat.",
  });
  add(RoomInfo, { id: "RoomInfo", description: "A meeting, and who is in it." });
  addFields(RoomInfo, {
    organizer: 'Who made the meeting; `muid` is "" until they have been in it once.',
    start_time: "The planned start, or when the meeting was made, in milliseconds since the epoch.",
    participants: "In the order of joining.",
    lobby: "Whether people wait until a HOST lets them in.",
    locked: "Whether nobody new gets in.",
    link_only: "Who has the number alone waits until a HOST lets them in.",
    join_before_start: "Guests need not wait for the start.",
  });
  add(IceServer, {
    id: "IceServer",
    description: "An RTCIceServer as JSON (W3C WebRTC, section 4.2.4).",
  });
}

/** What only the REST side speaks of. */
export function addRestWords({ add, addFields }: Glossary): void {
  add(IcePolicy, { id: "IcePolicy", description: "Which candidates a client may use." });
  add(ConfigInfo, {
    id: "ConfigInfo",
    description: "Who the browser is from now on, and how it reaches the others.",
  });
  addFields(ConfigInfo, {
    token: "The bearer token: a JWT signed with HS256.",
    COTURN_USERNAME: 'Its expiry in seconds and an opaque id. "" without a relay.',
    COTURN_PASSWORD: "base64(HMAC-SHA1(secret, username)).",
    PEER_SERVER_PATH: "Where the socket is, on this host.",
    BUILD_TIME: "ISO 8601.",
    ICE_SERVERS: "Goes into RTCPeerConnection as it is.",
    TOKEN_EXPIRES_AT: "Milliseconds since the epoch. Ask again at half that time.",
    TURN_EXPIRES_AT: "Milliseconds since the epoch.",
    CALL_REPORTS: "There where the server wants to be told how calls ran when they end.",
  });
  add(MeetingDraft, { id: "MeetingDraft", description: "A meeting that is to be." });
  addFields(MeetingDraft, {
    lobby: "Whether people wait until a HOST lets them in.",
    link_only: "Whether who has the number alone waits for a HOST.",
    join_before_start: "Whether guests need not wait for the start.",
  });
  add(MeetingChange, {
    id: "MeetingChange",
    description: "What is to be another: one of the fields, or both.",
    minProperties: 1,
  });
  add(CallReport, { id: "CallReport", description: "How a browser's part of a call ran." });
  addFields(CallReport, { token: "The `token` of /config.", links: "One for each of the others." });
  add(LinkReport, { id: "LinkReport", description: "The connection to one of the others." });
  addFields(LinkReport, {
    path: "How it ran last; `none` where it never stood.",
    first_frame_ms: "From when they were known until their first picture, where one was due.",
    longest_freeze_ms: "The longest time their picture stood still, where there was one.",
  });
}

/** What only the socket speaks of. */
export function addSocketWords({ add, addFields }: Glossary): void {
  add(ChatMessage, { id: "ChatMessage", description: "Something that was written in the room." });
  addFields(ChatMessage, {
    muid: "Of whom.",
    name: "As the writer was called then.",
    time: "Milliseconds since the epoch.",
  });
  add(SignalPayload, {
    id: "SignalPayload",
    description:
      "What two browsers say to each other through the server: a description or a candidate.",
  });
  add(ParticipantDiff, {
    id: "ParticipantDiff",
    description: "What is to be another; what is absent stays as it is.",
  });
  add(WaitingUser, { id: "WaitingUser", description: "Somebody in the lobby." });
  add(RemovedUser, { id: "RemovedUser", description: "Somebody who was removed." });
  addFields(RemovedUser, { ticket: "Lets them in again: see ALLOW_USER." });
  add(Candidate, { description: "An RTCIceCandidateInit as JSON." });
  addFields(Admission, {
    self: "Oneself. The `resume_token` takes the seat back, once.",
    link_key: "What the link of this meeting carries, where it is `link_only`.",
    seq: "The room is as of this broadcast; the next one is `seq` + 1.",
    turn_expires_at: "Milliseconds since the epoch.",
    chat_more: "There is more of it: CHAT_HISTORY has the rest.",
  });
}
