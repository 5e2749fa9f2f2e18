// What a page needs, made once from the browser's globals (or a test's): REST, preferences, devices
// and the call. Keeps the socket that was opened ahead of the click.

import { computed } from "@preact/signals";
import { createApi, fetchConfig } from "./api.ts";
import { createCall } from "./call.ts";
import type { Call, Client, LocalMedia } from "./call_api.ts";
import { createCredentials } from "./credentials.ts";
import { canHideAddress } from "./ice.ts";
import { createLocalMedia } from "./local_media.ts";
import type { Env } from "./ports.ts";
import { createPreferences, readUserId } from "./preferences.ts";
import { createSignalling, type Signalling } from "./signalling.ts";

/** Makes the client of one page. */
export function createClient(env: Env): Client {
  const { preferences, remember } = createPreferences(env.storage);
  const opened = new Set<LocalMedia>();
  const calls = new Set<Call>();
  let warm: Signalling | null = null;
  let isClosed = false;

  const credentials = createCredentials({
    clock: env.clock,
    async fetchConfig() {
      const result = await fetchConfig(env.fetchJson, readUserId(env.storage, env.uuid));
      return result.ok ? result.data : null;
    },
  });
  const api = createApi({
    fetchJson: env.fetchJson,
    getToken: credentials.getToken,
    renewToken: credentials.renew,
  });

  function takeSignalling(): Signalling {
    const signalling = warm ?? createSignalling({ ...env, credentials });
    warm = null;
    return signalling;
  }

  return {
    api,
    preferences,
    canHideAddress: computed(() => canHideAddress(credentials.config.value)),
    remember,
    openMedia() {
      const media = createLocalMedia({ ...env, choices: preferences.peek(), remember });
      opened.add(media);
      return media;
    },
    warmUp() {
      if (isClosed || warm) return;
      warm = takeSignalling();
      warm.open();
    },
    join(request, media) {
      remember({ name: request.name });
      const signalling = takeSignalling();
      const choices = preferences.peek();
      const call = createCall({ env, signalling, media, credentials, request, choices });
      calls.add(call);
      return call;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const call of calls) call.close();
      for (const media of opened) media.close();
      warm?.close();
      credentials.close();
    },
  };
}
