// Ephemeral TURN credentials (P2) and the list of ICE servers made of them. Knows no coturn process.

import type { IceServer } from "../../shared/protocol/mod.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { hmacBase64Url, hmacSha1Base64 } from "../crypto.ts";

/** Credentials for one user; empty strings and an empty list where nothing is configured. */
export interface TurnCredentials {
  readonly username: string;
  readonly password: string;
  /** Ms since the epoch. */
  readonly expiresAt: number;
  readonly iceServers: IceServer[];
}

export interface Turn {
  /** Credentials for the user with this token subject, or for whom else `owner` names. */
  credentials(owner: string): TurnCredentials;
}

/**
 * Makes the issuer of time-limited credentials ("A REST API For Access To TURN Services",
 * draft-uberti-behave-turn-rest-00): username `<unix expiry>:<opaque id>`, password
 * base64(HMAC-SHA1(secret, username)).
 */
export function createTurn(
  deps: { turn: Config["turn"]; idSecret: string; clock: Clock },
): Turn {
  const { turn, idSecret, clock } = deps;
  const stunUrls = turn.urls.filter((url) => url.startsWith("stun"));
  const turnUrls = turn.urls.filter((url) => url.startsWith("turn"));
  const stunServers: IceServer[] = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  return {
    credentials(owner) {
      const expiryS = Math.floor(clock.now() / 1_000) + turn.ttlS;
      const expiresAt = expiryS * 1_000;
      if (turnUrls.length === 0 || turn.secret === null) {
        return { username: "", password: "", expiresAt, iceServers: stunServers };
      }
      const opaqueId = hmacBase64Url(idSecret, `turn:${owner}`).slice(0, 22);
      const username = `${expiryS}:${opaqueId}`;
      const password = hmacSha1Base64(turn.secret, username);
      const relay: IceServer = { urls: turnUrls, username, credential: password };
      return { username, password, expiresAt, iceServers: [...stunServers, relay] };
    },
  };
}
