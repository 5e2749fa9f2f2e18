// The page of a meeting, preview and call in one, so that nothing is loaded or opened twice. Hands
// the real engine to the screens.

import { createClient } from "../lib/browser/client.ts";
import { createVideoEffect } from "../lib/browser/effects/mod.ts";
import { createBrowserEnv } from "../lib/browser/env/mod.ts";
import { MeetingScreen } from "../lib/ui/MeetingScreen.tsx";
import { OnDemandContext } from "../lib/ui/on_demand/use_on_demand.ts";
import { pageText, Speaking } from "../lib/ui/text/mod.ts";

const text = await pageText();

interface MeetingProps {
  meetingId: string;
  mayComeBack: boolean;
}

export default function Meeting({ meetingId, mayComeBack }: MeetingProps) {
  return (
    <Speaking text={text}>
      <OnDemandContext.Provider value={() => import("./Doctor.tsx")}>
        <MeetingScreen
          meetingId={meetingId}
          mayComeBack={mayComeBack}
          makeClient={() => createClient({ ...createBrowserEnv(), createVideoEffect })}
        />
      </OnDemandContext.Provider>
    </Speaking>
  );
}
