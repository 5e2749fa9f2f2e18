// The page of a meeting, preview and call in one, so that nothing is loaded or opened twice. Hands
// the real engine to the screens.

import { asset } from "fresh/runtime";
import type { Client } from "../lib/browser/call_api.ts";
import { createClient } from "../lib/browser/client.ts";
import { createVideoEffect } from "../lib/browser/effects/mod.ts";
import { createBrowserEnv, isServerThere } from "../lib/browser/env/mod.ts";
import { MeetingScreen } from "../lib/ui/MeetingScreen.tsx";
import { PageContexts } from "../lib/ui/PageContexts.tsx";
import { pageText } from "../lib/ui/text/mod.ts";

const text = await pageText();

const load = () => import("./Doctor.tsx");

interface MeetingProps {
  meetingId: string;
  mayComeBack: boolean;
}

export default function Meeting({ meetingId, mayComeBack }: MeetingProps) {
  return (
    <PageContexts text={text} assetUrl={asset} onDemand={{ load, isServerThere }}>
      <MeetingScreen meetingId={meetingId} mayComeBack={mayComeBack} makeClient={makeClient} />
    </PageContexts>
  );
}

function makeClient(): Client {
  return createClient({
    ...createBrowserEnv(),
    assetUrl: asset,
    createVideoEffect: (onFailed) => createVideoEffect(asset("/effects/worker.js"), onFailed),
  });
}
