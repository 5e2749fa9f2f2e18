// The landing page. Puts together what it needs of the engine, and no more: the call's engine comes with
// the call, and what asks the server when somebody begins to use the page.

import { createBrowserEnv, isServerNewer } from "../lib/browser/env/mod.ts";
import { createOrganizerKeys } from "../lib/browser/organizer_keys.ts";
import { createPreferences, keepPasscode } from "../lib/browser/preferences.ts";
import type { Rest } from "../lib/browser/rest/mod.ts";
import { refusal } from "../lib/shared/errors.ts";
import { createAssetUrl } from "../lib/ui/base/asset_url.ts";
import { type HomeClient, HomeScreen } from "../lib/ui/home/mod.ts";
import { ShieldedPage } from "../lib/ui/base/ShieldedPage.tsx";
import { PageContexts } from "../lib/ui/PageContexts.tsx";
import { pageText } from "../lib/ui/text/mod.ts";

const text = await pageText();

const load = () => import("./Doctor.tsx");

export default function Home({ assetKey }: { assetKey: string }) {
  const isNewer = () => isServerNewer(assetKey);
  const onDemand = { load, isServerNewer: isNewer };
  return (
    <PageContexts text={text} assetUrl={createAssetUrl(assetKey)} onDemand={onDemand}>
      <ShieldedPage>
        <HomeScreen makeClient={() => makeClient(isNewer)} />
      </ShieldedPage>
    </PageContexts>
  );
}

function makeClient(isNewer: () => Promise<boolean>): HomeClient {
  const env = createBrowserEnv();
  let rest: Promise<Rest> | null = null;
  const loadRest = async () => {
    const { createPageRest } = await load();
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
    organizerKeys: createOrganizerKeys(env.storage),
    warmUp: () => void getRest().catch(() => {}),
    async createMeeting(draft) {
      const loaded = await getRest().catch(isNewer);
      if (typeof loaded === "object") return await loaded.api.createMeeting(draft);
      if (loaded) throw new Error("This page is older than its server");
      const { error, message } = refusal("UNAVAILABLE");
      return { ok: false, error, message };
    },
    keepPasscode: (meetingId, passcode) => keepPasscode(env.tabStorage, { meetingId, passcode }),
    close: () => void rest?.then(({ credentials }) => credentials.close()),
  };
}
