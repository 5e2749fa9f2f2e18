// The page of a meeting, preview and call in one, so that nothing is loaded or opened twice. Hands
// the real engine to the screens.

import { createClient } from "../lib/browser/client.ts";
import { createBrowserEnv } from "../lib/browser/env.ts";
import { MeetingScreen } from "../lib/ui/MeetingScreen.tsx";

export default function Meeting({ meetingId }: { meetingId: string }) {
  return (
    <MeetingScreen
      meetingId={meetingId}
      makeClient={() => createClient(createBrowserEnv())}
    />
  );
}
