// The page of a meeting, preview and call in one, so that nothing is loaded or opened twice. Hands
// the real engine to the screens.

import { createClient } from "../lib/browser/client.ts";
import { createBrowserEnv } from "../lib/browser/env.ts";
import { DoctorContext, type LoadDoctor } from "../lib/ui/doctor/doctor_context.ts";
import { MeetingScreen } from "../lib/ui/MeetingScreen.tsx";

const loadDoctor: LoadDoctor = async () => (await import("./Doctor.tsx")).default;

export default function Meeting({ meetingId }: { meetingId: string }) {
  return (
    <DoctorContext.Provider value={loadDoctor}>
      <MeetingScreen
        meetingId={meetingId}
        makeClient={() => createClient(createBrowserEnv())}
      />
    </DoctorContext.Provider>
  );
}
