// The page of a meeting, preview and call in one, so that nothing is loaded or opened twice. Hands
// the real engine to the screens.

import { createClient } from "../lib/browser/client.ts";
import { createVideoEffect } from "../lib/browser/effects/video_effect_env.ts";
import { createBrowserEnv } from "../lib/browser/env.ts";
import { DoctorContext, type LoadDoctor } from "../lib/ui/doctor/doctor_context.ts";
import { ConnectionContext, type LoadConnection } from "../lib/ui/connection/connection_context.ts";
import { MeetingScreen } from "../lib/ui/MeetingScreen.tsx";
import { Speaking } from "../lib/ui/Speaking.tsx";
import { pageText } from "../lib/ui/text_load.ts";

const loadDoctor: LoadDoctor = async () => (await import("./Doctor.tsx")).default;

// Out of the same module: a further entry would cut the shared chunks (docs/decisions/0009).
const loadConnection: LoadConnection = async () => (await import("./Doctor.tsx")).ConnectionView;

const text = await pageText();

interface MeetingProps {
  meetingId: string;
  mayComeBack: boolean;
}

export default function Meeting({ meetingId, mayComeBack }: MeetingProps) {
  return (
    <Speaking text={text}>
      <DoctorContext.Provider value={loadDoctor}>
        <ConnectionContext.Provider value={loadConnection}>
          <MeetingScreen
            meetingId={meetingId}
            mayComeBack={mayComeBack}
            makeClient={() => createClient({ ...createBrowserEnv(), createVideoEffect })}
          />
        </ConnectionContext.Provider>
      </DoctorContext.Provider>
    </Speaking>
  );
}
