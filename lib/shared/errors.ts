// The closed table of refusals. Every failure that reaches a client, over REST or the socket, is
// one of these rows; the wire carries its id, its status and a sentence. Knows nothing of transport.

const table = {
  BAD_MESSAGE: [400, "This message is not understood."],
  BAD_REQUEST: [400, "This request is not understood."],
  BAD_USER_ID: [400, "The user id must be a UUID."],
  UNAUTHORIZED: [401, "A valid token is needed: get a new one from /config."],
  ENTRY_REQUIRED: [401, "This server asks you to sign in first."],
  PASSCODE_REQUIRED: [401, "This meeting asks for a passcode."],
  PASSCODE_WRONG: [401, "The passcode is not right."],
  FORBIDDEN: [403, "You may not do this."],
  FORBIDDEN_ORIGIN: [403, "This origin may not connect."],
  ORGANIZER_KEY_WRONG: [403, "This organizer key is not of this meeting."],
  REMOVED: [403, "You were removed from this meeting."],
  LOCKED: [403, "The meeting is locked: nobody new gets in."],
  DENIED: [403, "The host did not let you in."],
  NOT_FOUND: [404, "There is nothing at this address."],
  MEETING_NOT_FOUND: [404, "There is no meeting with this number."],
  PEER_NOT_FOUND: [404, "This participant is not in the meeting."],
  METHOD_NOT_ALLOWED: [405, "This address does not take this method."],
  NAME_TAKEN: [409, "This name is already in use in the meeting."],
  MUID_TAKEN: [409, "This participant is already in the meeting."],
  ALREADY_JOINED: [409, "This connection is already in a meeting."],
  SCREEN_BUSY: [409, "Somebody else is sharing a screen."],
  LAST_HOST: [409, "A meeting needs a host: make somebody else host first."],
  RESUME_FAILED: [409, "This seat is gone: join again."],
  BODY_TOO_LARGE: [413, "The body is too large."],
  UPGRADE_REQUIRED: [426, "This address speaks WebSocket only."],
  RATE_LIMITED: [429, "Too many requests: slow down."],
  ROOM_FULL: [429, "The meeting is full."],
  INTERNAL: [500, "Something went wrong on our side."],
  UNAVAILABLE: [503, "The service is not available right now."],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorId = keyof typeof table;

/** A refusal as data: a stable id, its HTTP status, and a sentence for a person. */
export interface Refusal {
  readonly error: ErrorId;
  readonly status: number;
  readonly message: string;
  /** For RATE_LIMITED: whole seconds until the next try may succeed. */
  readonly retryAfterS?: number;
}

/** Makes the refusal with the given id; `message` replaces the table's sentence. */
export function refusal(error: ErrorId, message?: string): Refusal {
  const [status, sentence] = table[error];
  return { error, status, message: message ?? sentence };
}

/** The refusal of somebody who asks too often; `seconds` until the next try may succeed. */
export function rateLimited(seconds: number): Refusal {
  const retryAfterS = Math.max(1, Math.ceil(seconds));
  return { ...refusal("RATE_LIMITED"), retryAfterS };
}

export const errorIds = Object.keys(table) as ErrorId[];
