// The landing page. Puts together what it needs of the engine, and no more: the call's engine comes with
// the call, and what asks the server when somebody begins to use the page.

import { createBrowserEnv, isServerNewer } from "../lib/browser/env/mod.ts";
import { createKnownMeetings } from "../lib/browser/known_meetings.ts";
import { createMeetingKeys } from "../lib/browser/meeting_keys.ts";
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

export default function Home({ assetKey, signIn }: { assetKey: string; signIn: string | null }) {
  const isNewer = () => isServerNewer(assetKey);
  const onDemand = { load, isServerNewer: isNewer };
  return (
    <PageContexts text={text} assetUrl={createAssetUrl(assetKey)} onDemand={onDemand}>
      <ShieldedPage>
        <HomeScreen signInPage={signIn} makeClient={() => makeClient(isNewer)} />
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
  const away = () => {
    const { error, message } = refusal("UNAVAILABLE");
    return Promise.resolve({ ok: false, error, message } as const);
  };
  /** The REST side, or one that says it is out of reach. */
  const reach = async (): Promise<Rest["api"]> => {
    const loaded = await getRest().catch(isNewer);
    if (typeof loaded === "object") return loaded.api;
    if (loaded) throw new Error("This page is older than its server");
    return { createMeeting: away, changeMeeting: away, cancelMeeting: away, lookUp: away };
  };
  // Somebody comes from the operator's sign-in: what came with them is not to stay in the address.
  if (location.hash.includes("entry=")) void getRest().catch(() => {});
  return {
    ...createPreferences(env.storage),
    organizerKeys: createMeetingKeys(env.storage, "organizer"),
    linkKeys: createMeetingKeys(env.storage, "link"),
    warmUp: () => void getRest().catch(() => {}),
    known: createKnownMeetings(env.storage, () => env.clock.now()),
    createMeeting: async (draft) => await (await reach()).createMeeting(draft),
    changeMeeting: async (...change) => await (await reach()).changeMeeting(...change),
    cancelMeeting: async (...meeting) => await (await reach()).cancelMeeting(...meeting),
    keepPasscode: (meetingId, passcode) => keepPasscode(env.tabStorage, { meetingId, passcode }),
    close: () => void rest?.then(({ credentials }) => credentials.close()),
  };
}
