// The REST side of the server (P1, P4, P5). Failures are data; a network that gives no answer is
// UNAVAILABLE. Knows no storage and no socket.

import * as z from "zod/mini";
import { type ErrorId, errorIds, refusal } from "../../shared/errors.ts";
import {
  ConfigInfo,
  type MeetingChange,
  type MeetingDraft,
  RoomInfo,
} from "../../shared/protocol/mod.ts";
import { cleanPasscode } from "../../shared/passcodes.ts";
import type { HttpAnswer } from "../ports.ts";

/** The outcome of what the server is asked for. */
export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: ErrorId; readonly message: string };
export type Refused = Outcome & { ok: false };
type Result<T> = Refused | { readonly ok: true; readonly data: T };

const Failure = z.object({ msg: z.string(), error: z.enum(errorIds) });
const Created = z.object({
  data: z.object({
    id: z.string(),
    organizer_key: z.optional(z.string()),
    link_key: z.optional(z.string()),
  }),
});
const Found = z.object({ data: RoomInfo });

/** A meeting that was made. A server of an older version gives no key. */
export interface Made {
  readonly ok: true;
  readonly id: string;
  readonly organizerKey?: string;
  readonly linkKey?: string;
}

/** The REST side. */
export interface Api {
  /**
   * Creates a meeting; `id` is its nine digits, `organizerKey` makes its organizer elsewhere too, `linkKey`
   * belongs into its link where it asks for that.
   */
  createMeeting(draft: MeetingDraft): Promise<Refused | Made>;
  /** Gives a meeting another title or start; for its organizer, known by this browser or by the key. */
  changeMeeting(
    meetingId: string,
    change: MeetingChange,
    organizerKey: string | null,
  ): Promise<Outcome>;
  /** Calls a meeting off; for its organizer, as above. */
  cancelMeeting(meetingId: string, organizerKey: string | null): Promise<Outcome>;
  /** Looks at a meeting before joining under `name`. */
  lookUp(
    meetingId: string,
    options: { name: string; passcode?: string; linkKey?: string },
  ): Promise<Refused | { ok: true; room: RoomInfo }>;
}

export interface ApiDeps {
  fetchJson(path: string, init: RequestInit): Promise<HttpAnswer>;
  /** The bearer token, or null where none can be had. */
  getToken(): Promise<string | null>;
  /** Gets another token after one was refused. */
  renewToken(): Promise<string | null>;
}

/** What is asked with a token. */
interface Asked<T> {
  readonly method: string;
  readonly body?: object;
  readonly organizerKey: string | null;
  readonly schema: z.ZodMiniType<T>;
}

/** A refusal from the closed table as an outcome. */
export function refused(error: ErrorId, message?: string): Refused {
  return { ok: false, error, message: refusal(error, message).message };
}

/** GET /config/:user_id (P1). */
export async function fetchConfig(
  fetchJson: ApiDeps["fetchJson"],
  userId: string,
): Promise<Result<ConfigInfo>> {
  const path = `/config/${encodeURIComponent(userId)}`;
  return await request(fetchJson, path, { init: {}, schema: ConfigInfo });
}

/** Makes the REST client of a page. */
export function createApi({ fetchJson, getToken, renewToken }: ApiDeps): Api {
  async function send<T>(path: string, { method, body, organizerKey, schema }: Asked<T>) {
    const once = async (token: string | null) => {
      if (token === null) return refused("UNAVAILABLE");
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body ? { "content-type": "application/json" } : {}),
        ...(organizerKey ? { "x-organizer-key": organizerKey } : {}),
      };
      const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
      return await request(fetchJson, path, { init, schema });
    };
    const result = await once(await getToken());
    return !result.ok && result.error === "UNAUTHORIZED" ? await once(await renewToken()) : result;
  }

  async function plan(meetingId: string, asked: Omit<Asked<unknown>, "schema">): Promise<Outcome> {
    const path = `/meeting/${encodeURIComponent(meetingId)}`;
    const result = await send(path, { ...asked, schema: z.unknown() });
    return result.ok ? { ok: true } : result;
  }

  return {
    changeMeeting: (meetingId, change, organizerKey) =>
      plan(meetingId, { method: "PATCH", body: change, organizerKey }),
    cancelMeeting: (meetingId, organizerKey) => plan(meetingId, { method: "DELETE", organizerKey }),
    async createMeeting(draft) {
      const result = await send("/meeting", {
        method: "POST",
        body: draft,
        organizerKey: "wanted",
        schema: Created,
      });
      if (!result.ok) return result;
      const { id, organizer_key: organizerKey, link_key: linkKey } = result.data.data;
      return {
        ok: true,
        id,
        ...(organizerKey === undefined ? {} : { organizerKey }),
        ...(linkKey === undefined ? {} : { linkKey }),
      };
    },
    async lookUp(meetingId, { name, passcode, linkKey }) {
      const path = `/meeting/${encodeURIComponent(meetingId)}/${encodeURIComponent(name)}`;
      const headers: Record<string, string> = {
        ...(passcode ? { "x-meeting-passcode": toHeader(cleanPasscode(passcode)) } : {}),
        ...(linkKey ? { "x-meeting-link": linkKey } : {}),
      };
      const result = await request(fetchJson, path, { init: { headers }, schema: Found });
      return result.ok ? { ok: true, room: result.data.data } : result;
    },
  };
}

/** A passcode may be anything, a header only visible ASCII: the rest goes percent-encoded. */
function toHeader(passcode: string): string {
  return /^[!-$&-~]+$/.test(passcode) ? passcode : encodeURIComponent(passcode);
}

async function request<T>(
  fetchJson: ApiDeps["fetchJson"],
  path: string,
  { init, schema }: { init: RequestInit; schema: z.ZodMiniType<T> },
): Promise<Result<T>> {
  let answer: HttpAnswer;
  try {
    answer = await fetchJson(path, init);
  } catch {
    // Offline, blocked or not JSON: to the person it is all the same.
    return refused("UNAVAILABLE");
  }
  const good = schema.safeParse(answer.body);
  if (answer.status === 200 && good.success) return { ok: true, data: good.data };
  const bad = Failure.safeParse(answer.body);
  if (bad.success) return refused(bad.data.error, bad.data.msg);
  return refused(answer.status >= 500 ? "UNAVAILABLE" : "INTERNAL");
}
