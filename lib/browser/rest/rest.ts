// The REST side of a page, put together: requests, and the token that they need.

import * as z from "zod/mini";
import type { Env } from "../ports.ts";
import { readUserId } from "../preferences.ts";
import { type Api, createApi, fetchConfig } from "./api.ts";
import { createCredentials, type Credentials } from "./credentials.ts";

export interface Rest {
  readonly api: Api;
  readonly credentials: Credentials;
}

/** Makes the REST side of a page; whoever has it closes the credentials. */
export function createRest(
  { clock, fetchJson, storage, uuid }: Pick<Env, "clock" | "fetchJson" | "storage" | "uuid">,
): Rest {
  /** One for the life of the page, whatever becomes of the storage: another one would be a stranger. */
  let userId: string | null = null;
  const credentials = createCredentials({
    clock,
    async fetchConfig() {
      userId ??= readUserId(storage, uuid);
      const result = await fetchConfig(fetchJson, userId);
      return result.ok ? result.data : null;
    },
  });
  const { getToken, renew: renewToken } = credentials;
  return { api: createApi({ fetchJson, getToken, renewToken }), credentials };
}

/** The same for a page that has nothing else of the engine. */
export function createPageRest(env: Parameters<typeof createRest>[0]): Rest {
  parseWithoutEval();
  return createRest(env);
}

/**
 * Has zod parse without code that it makes itself. Its faster path probes `new Function`, which our policy
 * forbids and the browser would report; so every page says this before anything is parsed.
 */
export function parseWithoutEval(): void {
  z.config({ jitless: true });
}
