// The landing page. Puts together the part of the engine that makes meetings, and no more: this page
// stays light, the call's engine comes with the call.

import { createApi, createCredentials, fetchConfig } from "../lib/browser/rest/mod.ts";
import { createBrowserEnv } from "../lib/browser/env/mod.ts";
import { createPreferences, keepPasscode, readUserId } from "../lib/browser/preferences.ts";
import { type HomeClient, HomeScreen } from "../lib/ui/home/mod.ts";
import { OnDemandContext } from "../lib/ui/on_demand/use_on_demand.ts";
import { pageText, Speaking } from "../lib/ui/text/mod.ts";

const text = await pageText();

export default function Home() {
  return (
    <Speaking text={text}>
      <OnDemandContext.Provider value={() => import("./Doctor.tsx")}>
        <HomeScreen makeClient={makeClient} />
      </OnDemandContext.Provider>
    </Speaking>
  );
}

function makeClient(): HomeClient {
  const { clock, storage, tabStorage, uuid, fetchJson } = createBrowserEnv();
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
  return {
    ...createPreferences(storage),
    api,
    keepPasscode: (meetingId, passcode) => keepPasscode(tabStorage, { meetingId, passcode }),
    close: credentials.close,
  };
}
