// The landing page. Puts together what it needs of the engine, and no more: the call's engine comes with
// the call, and what asks the server when somebody begins to use the page.

import { createBrowserEnv } from "../lib/browser/env/mod.ts";
import { createPreferences, keepPasscode } from "../lib/browser/preferences.ts";
import type { Rest } from "../lib/browser/rest/mod.ts";
import { refusal } from "../lib/shared/errors.ts";
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
  const env = createBrowserEnv();
  let rest: Promise<Rest> | null = null;
  const loadRest = async () => {
    const { createPageRest } = await import("./Doctor.tsx");
    return createPageRest(env);
  };
  const getRest = () =>
    rest ??= loadRest().catch((error) => {
      // Out of reach now; the next one who asks is to try again.
      rest = null;
      throw error;
    });
  return {
    ...createPreferences(env.storage),
    warmUp: () => void getRest().catch(() => {}),
    async createMeeting(draft) {
      try {
        return await (await getRest()).api.createMeeting(draft);
      } catch {
        const { error, message } = refusal("UNAVAILABLE");
        return { ok: false, error, message };
      }
    },
    keepPasscode: (meetingId, passcode) => keepPasscode(env.tabStorage, { meetingId, passcode }),
    close: () => void rest?.then(({ credentials }) => credentials.close()),
  };
}
