// Every message on the wire, in both directions, as zod schemas; a schema and its type share one
// name. The contract is docs/PROTOCOL.md. Knows the shapes only, none of the rules.

export {
  chatHistory,
  type CloseCode,
  closeCodes,
  ConfigInfo,
  emojis,
  IcePolicy,
  type IceServer,
  maxChatLength,
  maxFrameBytes,
  maxHistoryLength,
  MeetingChange,
  MeetingDraft,
  protocolVersion,
  type Role,
  RoomInfo,
  type UserInfo,
  type UserState,
} from "./data.ts";
export {
  Admission,
  type ChatMessage,
  ChatPage,
  ClientMessage,
  type DirectEvent,
  type JoinUser,
  type ParticipantDiff,
  type RemovedUser,
  Reply,
  RoomBroadcast,
  ServerEvent,
  type SignalPayload,
  type WaitingUser,
} from "./messages.ts";
export { CallReport, type LinkReport } from "./report.ts";
