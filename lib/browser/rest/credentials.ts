// The token and the ICE servers of this browser: gets them, and renews them at half their life (P2, P3).
// Who uses them reads `config`. Knows nothing of sockets and connections.

import { type ReadonlySignal, signal } from "@preact/signals";
import * as z from "zod/mini";
import type { ConfigInfo } from "../../shared/protocol/mod.ts";
import { afterRunning } from "../patience.ts";
import type { Clock } from "../ports.ts";

export interface CredentialsDeps {
  readonly clock: Clock;
  /** Asks the server; null where it gives no answer. Never rejects. */
  fetchConfig(): Promise<ConfigInfo | null>;
}

export interface Credentials {
  /** The newest answer of /config; null before the first. */
  readonly config: ReadonlySignal<ConfigInfo | null>;
  /** The newest token, fetching one where there is none yet; null where the server is out of reach. */
  getToken(): Promise<string | null>;
  /** Gets a new token whatever the old one is worth; null as above. */
  renew(): Promise<string | null>;
  /** Marks the token as refused: the next `getToken` fetches. */
  forget(): void;
  close(): void;
}

// The clocks of browser and server may differ by hours: renewing too often costs little, looping or
// waiting for ever costs the call.
const minWaitMs = 5_000;
const retryMs = 30_000;
/** Over a network that went away without a word a request may hang for minutes. */
const limitMs = 10_000;
const maxWaitMs = 30 * 60_000;

const Claims = z.object({ iat: z.number() });

/** When the server, by its own clock, issued this token (RFC 7519, section 4.1.6), in ms; or null. */
function issuedAt(token: string): number | null {
  const payload = token.split(".")[1] ?? "";
  try {
    const text = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    return Claims.parse(JSON.parse(text)).iat * 1_000;
  } catch {
    // Not a token as we know them: our clock has to do.
    return null;
  }
}

/** How long to wait, in ms, until half of the shorter life is over. */
export function renewalDelay(config: ConfigInfo, now: number): number {
  const ends = [config.TOKEN_EXPIRES_AT];
  if (config.ICE_SERVERS.length > 0) ends.push(config.TURN_EXPIRES_AT);
  const half = (Math.min(...ends) - (issuedAt(config.token) ?? now)) / 2;
  return Math.min(maxWaitMs, Math.max(minWaitMs, half));
}

/** Makes the credentials; nothing is fetched before the first `getToken`. */
export function createCredentials({ clock, fetchConfig }: CredentialsDeps): Credentials {
  const config = signal<ConfigInfo | null>(null);
  let underWay: Promise<string | null> | null = null;
  let isForgotten = false;
  let isClosed = false;
  let cancel = () => {};

  async function load(): Promise<string | null> {
    const answer = await new Promise<ConfigInfo | null>((resolve) => {
      cancel();
      cancel = afterRunning(clock, limitMs, () => resolve(null));
      void fetchConfig().then(resolve);
    });
    underWay = null;
    if (isClosed) return null;
    cancel();
    if (answer) {
      isForgotten = false;
      config.value = answer;
    }
    const wait = answer ? renewalDelay(answer, clock.now()) : retryMs;
    if (config.value) cancel = clock.after(wait, () => void renew());
    return answer?.token ?? null;
  }

  function renew(): Promise<string | null> {
    if (isClosed) return Promise.resolve(null);
    underWay ??= load();
    return underWay;
  }

  return {
    config,
    getToken() {
      const token = config.value?.token;
      return token && !isForgotten ? Promise.resolve(token) : renew();
    },
    renew,
    forget() {
      isForgotten = true;
    },
    close() {
      isClosed = true;
      cancel();
    },
  };
}
