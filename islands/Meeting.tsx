// The page of a meeting, preview and call in one, so that nothing is loaded or opened twice. Hands
// the real engine to the screens.

import type { Client } from "../lib/browser/call_api.ts";
import { createClient } from "../lib/browser/client.ts";
import { createVideoEffect } from "../lib/browser/effects/mod.ts";
import { createBrowserEnv, isServerNewer } from "../lib/browser/env/mod.ts";
import { createAssetUrl } from "../lib/ui/base/asset_url.ts";
import { MeetingScreen } from "../lib/ui/MeetingScreen.tsx";
import { ShieldedPage } from "../lib/ui/base/ShieldedPage.tsx";
import { PageContexts } from "../lib/ui/PageContexts.tsx";
import { pageText } from "../lib/ui/text/mod.ts";

const text = await pageText();

const load = () => import("./Doctor.tsx");

interface MeetingProps {
  meetingId: string;
  mayComeBack: boolean;
  assetKey: string;
  signIn: string | null;
}

export default function Meeting({ assetKey, signIn, ...meeting }: MeetingProps) {
  const assetUrl = createAssetUrl(assetKey);
  const onDemand = { load, isServerNewer: () => isServerNewer(assetKey) };
  return (
    <PageContexts text={text} assetUrl={assetUrl} onDemand={onDemand} signIn={signIn}>
      <ShieldedPage>
        <MeetingScreen {...meeting} makeClient={() => makeClient(assetUrl)} />
      </ShieldedPage>
    </PageContexts>
  );
}

function makeClient(assetUrl: (path: string) => string): Client {
  return createClient({
    ...createBrowserEnv(),
    assetUrl,
    createVideoEffect: (onFailed) => createVideoEffect(assetUrl("/effects/worker.js"), onFailed),
  });
}
