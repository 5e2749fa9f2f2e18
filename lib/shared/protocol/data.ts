// What messages are made of: constants, ids and names, people, rooms, ICE servers, the REST bodies; as
// zod schemas that share their name with their type.

import * as z from "zod/mini";
import { cleanChatText } from "../chat_text.ts";
import { isUuid } from "../ids.ts";
import { cleanName, cleanText, maxTitleLength } from "../names.ts";
import { cleanPasscode, maxPasscodeLength } from "../passcodes.ts";

export const protocolVersion = 1;
/** Longest frame the server reads, in bytes of UTF-8 (P8). */
export const maxFrameBytes = 32 * 1024;
export const maxChatLength = 4_000;
/** How many chat messages a room keeps for those who join later. */
export const chatHistory = 200;
/** And so many characters of them all together. */
export const maxHistoryLength = 100_000;
export const emojis = ["👍", "❤️", "😂", "😮", "👏", "🎉", "🙏", "👋"] as const;

/** Codes with which a socket is closed (PROTOCOL.md, "Close codes"). */
export const closeCodes = {
  goingAway: 1001,
  unsupported: 1003,
  rate: 1008,
  tooLarge: 1009,
  restart: 1012,
  tooSlow: 1013,
  badMessages: 4400,
  token: 4401,
  removed: 4403,
  takenOver: 4409,
  finished: 4410,
} as const;
export type CloseCode = typeof closeCodes[keyof typeof closeCodes];

export const Uuid = z.string().check(z.refine(isUuid, { error: "must be a UUID" }));

/** Text that people see: normalised on the way in, refused where nothing of it can be shown. */
function text(clean: (raw: string) => string | null, error: string) {
  return z.pipe(
    z.string().check(z.refine((raw) => clean(raw) !== null, { error })),
    z.transform((raw: string) => clean(raw) ?? raw),
  );
}
export const Name = text(cleanName, "must have 1 to 64 visible characters");
export const Title = text(
  (raw) => cleanText(raw, maxTitleLength),
  `must have 1 to ${maxTitleLength} visible characters`,
);
export const Avatar = z.pipe(
  z.string().check(z.maxLength(2_048)),
  z.transform(cleanChatText),
);
export const Passcode = z.string().check(
  z.maxLength(maxPasscodeLength),
  z.refine((passcode) => cleanPasscode(passcode) !== "", "must have a character that can be seen"),
);

export const Role = z.enum(["HOST", "PARTICIPANT"]);
export type Role = z.infer<typeof Role>;

export const UserState = z.object({ mic: z.boolean(), camera: z.boolean(), screen: z.boolean() });
export type UserState = z.infer<typeof UserState>;

export const UserInfo = z.object({
  muid: Uuid,
  name: z.string(),
  role: Role,
  /** Extension: HOST until the organizer comes, and not for what cannot be undone (P14). */
  stand_in: z.optional(z.literal(true)),
  state: UserState,
  avatar: z.string(),
  expandCamera: z.boolean(),
  mirrorCamera: z.boolean(),
  /** Extension: hand raised, and when (server time, ms), so that hands stand in order. */
  hand: z.boolean(),
  hand_raised_at: z.optional(z.number()),
  /** Extension: false while the participant is inside its resume grace. */
  online: z.boolean(),
});
export type UserInfo = z.infer<typeof UserInfo>;

export const RoomInfo = z.object({
  id: z.string(),
  title: z.string(),
  /** `muid` is empty until the organizer has been in the meeting once. */
  organizer: z.object({ muid: z.string(), name: z.string() }),
  start_time: z.number(),
  participants: z.array(UserInfo),
  passcode_required: z.boolean(),
  lobby: z.boolean(),
  locked: z.boolean(),
  /** Who has the number alone waits until a host lets them in. */
  link_only: z.optional(z.literal(true)),
  /** Guests need not wait for the start. */
  join_before_start: z.optional(z.literal(true)),
});
export type RoomInfo = z.infer<typeof RoomInfo>;

/** RTCIceServer as JSON (W3C WebRTC, section 4.2.4). */
export const IceServer = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
});
export type IceServer = z.infer<typeof IceServer>;

/** Which candidates a client may use (W3C WebRTC, section 4.2.5). */
export const IcePolicy = z.enum(["all", "relay"]);
export type IcePolicy = z.infer<typeof IcePolicy>;

/** The answer of GET /config/:user_id (P1). */
export const ConfigInfo = z.object({
  token: z.string(),
  COTURN_PREFIX: z.string(),
  PEER_SERVER_PATH: z.string(),
  COTURN_USERNAME: z.string(),
  COTURN_PASSWORD: z.string(),
  BUILD_TIME: z.string(),
  BUILD_VERSION: z.string(),
  ICE_SERVERS: z.array(IceServer),
  ICE_TRANSPORT_POLICY: IcePolicy,
  TOKEN_EXPIRES_AT: z.number(),
  TURN_EXPIRES_AT: z.number(),
  PROTOCOL_VERSION: z.number(),
  /** The server wants to be told how calls ran when they end. */
  CALL_REPORTS: z.optional(z.literal(true)),
});
export type ConfigInfo = z.infer<typeof ConfigInfo>;

/** The last moment that dates of four digits can name, in milliseconds since the epoch. */
const lastStart = Date.UTC(10_000, 0) - 1;

export const StartTime = z.int().check(z.positive(), z.maximum(lastStart));

/** The body of POST /meeting (P4). */
export const MeetingDraft = z.object({
  title: Title,
  organizer_name: Name,
  start_time: z.optional(StartTime),
  passcode: z.optional(Passcode),
  lobby: z.optional(z.boolean()),
  link_only: z.optional(z.boolean()),
  join_before_start: z.optional(z.boolean()),
});
export type MeetingDraft = z.infer<typeof MeetingDraft>;

/** The body of PATCH /meeting/:meeting_id: what is to be another, at least one of them. */
export const MeetingChange = z.object({
  title: z.optional(Title),
  start_time: z.optional(StartTime),
}).check(z.refine((change) => Object.keys(change).length > 0, "must change something"));
export type MeetingChange = z.infer<typeof MeetingChange>;
