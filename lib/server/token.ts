// Bearer tokens: signed JWTs that prove a user id without carrying it (P3, S2). Knows no socket.

import { jwtVerify, SignJWT } from "jose";
import type { Clock } from "./clock.ts";
import { hmacBase64Url } from "./crypto.ts";
import type { EntryRight } from "./entry.ts";

const issuer = "conflux";
const audience = "conflux";
/** In place of the one meeting that a right is for. */
const everything = "*";

/** Who a valid token speaks for; `expiresAt` in ms since the epoch. */
export interface Identity {
  readonly subject: string;
  readonly expiresAt: number;
  /** What its owner has shown at the door; null for nothing. */
  readonly entry: Pick<EntryRight, "meeting"> | null;
}

export interface Tokens {
  /** Issues a token for the browser with this secret user id; it ends with what was shown at the door. */
  issue(userId: string, entry?: EntryRight | null): Promise<Identity & { token: string }>;
  /** Who the token speaks for, or null where it is not valid now. */
  verify(token: string): Promise<Identity | null>;
}

/** Makes the issuer and verifier of HS256 tokens (RFC 7519) that live `ttlS` seconds. */
export function createTokens(deps: { secret: string; ttlS: number; clock: Clock }): Tokens {
  const { secret, ttlS, clock } = deps;
  // Once, as jose would do it again for each token.
  const bytes = new TextEncoder().encode(secret);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign", "verify"]);
  return {
    async issue(userId, entry = null) {
      const subject = hmacBase64Url(secret, `subject:${userId.toLowerCase()}`);
      const issuedAt = Math.floor(clock.now() / 1_000);
      const end = Math.min(issuedAt + ttlS, Math.ceil((entry?.expiresAt ?? Infinity) / 1_000));
      const token = await new SignJWT(entry ? { entry: entry.meeting ?? everything } : {})
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setExpirationTime(end)
        .sign(await imported);
      return { token, subject, expiresAt: end * 1_000, entry };
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, await imported, {
          algorithms: ["HS256"],
          issuer,
          audience,
          currentDate: new Date(clock.now()),
          requiredClaims: ["sub", "iat", "exp"],
        });
        if (typeof payload.sub !== "string" || typeof payload.exp !== "number") return null;
        return {
          subject: payload.sub,
          expiresAt: payload.exp * 1_000,
          entry: typeof payload.entry === "string"
            ? { meeting: payload.entry === everything ? null : payload.entry }
            : null,
        };
      } catch {
        // jose throws for every way in which a token can be wrong; to us they are all "not valid".
        return null;
      }
    },
  };
}

/** The token of an `Authorization: Bearer` header (RFC 6750, section 2.1), or null. */
export function bearerToken(headers: Headers): string | null {
  return /^Bearer +([^\s]+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}
