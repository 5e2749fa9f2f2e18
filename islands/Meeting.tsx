// The page of a meeting, preview and call in one, so that nothing is loaded or opened twice. Hands
// the real engine to the screens, and in a frame to the page around it.

import type { Client } from "../lib/browser/call_api.ts";
import { createClient } from "../lib/browser/client.ts";
import { createVideoEffect } from "../lib/browser/effects/mod.ts";
import { withEntryToken } from "../lib/browser/entry/mod.ts";
import { createBrowserEnv, isServerNewer } from "../lib/browser/env/mod.ts";
import type { PageWishes } from "../lib/shared/page_options.ts";
import { createAssetUrl } from "../lib/ui/base/asset_url.ts";
import { MeetingScreen } from "../lib/ui/MeetingScreen.tsx";
import { ShieldedPage } from "../lib/ui/base/ShieldedPage.tsx";
import { PageContexts } from "../lib/ui/PageContexts.tsx";
import { pageText } from "../lib/ui/text/mod.ts";

const text = await pageText();

const load = () => import("./Doctor.tsx");

interface ClientProps {
  meetingId: string;
  assetKey: string;
  /** What the address asks for. */
  wishes: PageWishes;
  /** Origins whose pages may show this one. */
  frameAncestors: readonly string[];
}

interface MeetingProps extends ClientProps {
  mayComeBack: boolean;
  signIn: string | null;
  /** What the address asks for, as it stands there: "" or "?…". */
  query: string;
}

export default function Meeting({ mayComeBack, signIn, query, ...own }: MeetingProps) {
  const { assetKey, meetingId } = own;
  const onDemand = { load, isServerNewer: () => isServerNewer(assetKey) };
  return (
    <PageContexts text={text} assetUrl={createAssetUrl(assetKey)} onDemand={onDemand}>
      <ShieldedPage>
        <MeetingScreen
          meetingId={meetingId}
          mayComeBack={mayComeBack}
          query={query}
          signInPage={signIn}
          makeClient={() => makeClient(own)}
        />
      </ShieldedPage>
    </PageContexts>
  );
}

function makeClient({ assetKey, wishes, ...place }: ClientProps): Client {
  const assetUrl = createAssetUrl(assetKey);
  const env = {
    ...withEntryToken(createBrowserEnv()),
    assetUrl,
    createVideoEffect: (onFailed: (error: Error) => void) =>
      createVideoEffect(assetUrl("/effects/worker.js"), onFailed),
  };
  const client = createClient(env, wishes);
  if (parent === window) return client;
  const embed = load().then(({ createEmbed, createEmbedEnv }) =>
    createEmbed({ ...place, client, env: createEmbedEnv(), clock: env.clock })
  );
  // Without it the call goes on; the page around says that it hears nothing.
  embed.catch((error) => env.report("embed", error));
  return {
    ...client,
    close() {
      client.close();
      embed.then((opened) => opened.close(), () => {});
    },
  };
}
