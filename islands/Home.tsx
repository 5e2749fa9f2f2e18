// The landing page. Puts together the part of the engine that makes meetings, and no more: this page
// stays light, the call's engine comes with the call.

import { createApi, fetchConfig } from "../lib/browser/api.ts";
import { createCredentials } from "../lib/browser/credentials.ts";
import { createBrowserEnv } from "../lib/browser/env.ts";
import { createPreferences, readUserId } from "../lib/browser/preferences.ts";
import { HomeScreen } from "../lib/ui/home/HomeScreen.tsx";
import type { HomeClient } from "../lib/ui/home/use_home.ts";

export default function Home() {
  return <HomeScreen makeClient={makeClient} />;
}

function makeClient(): HomeClient {
  const { clock, storage, uuid, fetchJson } = createBrowserEnv();
  const credentials = createCredentials({
    clock,
    async fetchConfig() {
      const result = await fetchConfig(fetchJson, readUserId(storage, uuid));
      return result.ok ? result.data : null;
    },
  });
  const api = createApi({
    fetchJson,
    getToken: credentials.getToken,
    renewToken: credentials.renew,
  });
  return { ...createPreferences(storage), api, close: credentials.close };
}
