// Entry by the operator's own sign-in: whoever wants in shows a token (JWT) that the operator's systems have
// signed. Read with a request for our own token, which then says so. Knows no meetings and no sockets.

import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import * as z from "zod/mini";
import { type Refusal, refusal } from "../shared/errors.ts";
import { isMeetingId } from "../shared/ids.ts";
import type { Clock } from "./clock.ts";
import { ConfigError, type EntryConfig } from "./config.ts";
import { describeError, type Log } from "./log.ts";

/** What somebody was let in for. */
export interface EntryRight {
  /** The one meeting; null for all of them, and for making new ones. */
  readonly meeting: string | null;
  /** In ms since the epoch. */
  readonly expiresAt: number;
}

export interface EntryDoor {
  /**
   * What the `X-Entry-Token` of a request gives, or its cookie `conflux_entry`; null for nothing, also while
   * the operator's keys are out of reach: calls go on meanwhile, and nobody new gets in.
   */
  read(req: Request): Promise<EntryRight | null>;
  /** Why somebody with this right may not make meetings, or null. */
  refuseCreate(right: Pick<EntryRight, "meeting"> | null): Refusal | null;
  /** Why they may not look at this meeting, or join it; or null. */
  refuseJoin(right: Pick<EntryRight, "meeting"> | null, meetingId: string): Refusal | null;
}

/** Where everybody comes in. */
export const openDoor: EntryDoor = {
  read: () => Promise.resolve(null),
  refuseCreate: () => null,
  refuseJoin: () => null,
};

/** How much the operator's clock and ours may differ, in s. */
const toleranceS = 10;
/** How long the keys may take to come, in ms. */
const fetchMs = 5_000;
/** Of a shared key, and of a public one: a token must not choose between the two (RFC 8725, 2.1 and 3.1). */
const sharedAlgorithms = ["HS256", "HS384", "HS512"];
const publicAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]
  .concat(["ES256", "ES384", "ES512", "EdDSA", "Ed25519"]);

const Claims = z.object({ exp: z.number(), meeting: z.optional(z.string()) });
const KeySet = z.object({ keys: z.array(z.object({ kty: z.string() })).check(z.minLength(1)) });

interface Deps {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Makes the door. Rejects with {@linkcode ConfigError} where the URL of the keys gives something that is no
 * key set; where it gives no answer the server starts, and lets in nobody new until it does.
 */
export async function createEntryDoor(
  config: EntryConfig | null,
  { clock, log }: Deps,
): Promise<EntryDoor> {
  if (!config) return openDoor;
  if (config.keys.kind === "jwks") await tryKeys(config.keys.url, log);
  const { keys, issuer, audience } = config;
  const isShared = keys.kind === "shared";
  const getKey = isShared ? sharedKey(keys.secret) : createRemoteJWKSet(new URL(keys.url), {
    timeoutDuration: fetchMs,
  });

  async function verify(token: string): Promise<EntryRight | null> {
    try {
      const { payload } = await jwtVerify(token, getKey, {
        algorithms: isShared ? sharedAlgorithms : publicAlgorithms,
        currentDate: new Date(clock.now()),
        clockTolerance: toleranceS,
        requiredClaims: ["exp"],
        ...(issuer === null ? {} : { issuer }),
        ...(audience === null ? {} : { audience }),
      });
      const claims = Claims.safeParse(payload);
      if (!claims.success) return null;
      const { exp, meeting = null } = claims.data;
      // A token for a meeting that cannot be is for none, and not for all of them.
      if (meeting !== null && !isMeetingId(meeting)) return null;
      return { meeting, expiresAt: exp * 1_000 };
    } catch (error) {
      if (isOutOfReach(error)) log({ event: "entry_failed", error: describeError(error) });
      return null;
    }
  }

  const required = () => refusal("ENTRY_REQUIRED");
  return {
    async read(req) {
      const token = req.headers.get("x-entry-token") || entryCookie(req.headers);
      return token ? await verify(token) : null;
    },
    refuseCreate: (right) => right?.meeting === null ? null : required(),
    refuseJoin(right, meetingId) {
      if (config.for === "create") return null;
      return right && (right.meeting ?? meetingId) === meetingId ? null : required();
    },
  };
}

function sharedKey(secret: string): JWTVerifyGetKey {
  const bytes = new TextEncoder().encode(secret);
  return () => Promise.resolve(bytes);
}

/** Keys that could not be had are no matter of the token; every other failure is. */
function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid ||
    error.code === "ERR_JOSE_GENERIC";
}

/** Looks at the keys once, so that a wrong URL stops the start. */
async function tryKeys(url: string, log: Log): Promise<void> {
  let body: unknown;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(fetchMs) });
    body = await answer.json().catch(() => null);
  } catch (error) {
    log({ event: "entry_failed", error: describeError(error) });
    return;
  }
  if (KeySet.safeParse(body).success) return;
  throw new ConfigError(
    "Cannot start, the settings are wrong:\n  CONFLUX_ENTRY_JWKS: gives no set of keys (RFC 7517)",
  );
}

/** The cookie that the operator's sign-in has set (RFC 6265, section 5.4), or null. */
function entryCookie(headers: Headers): string | null {
  return /(?:^|;\s*)conflux_entry=([\w.-]+)/.exec(headers.get("cookie") ?? "")?.[1] ?? null;
}
