// The page that finds out why a call does not connect. Hands the real engine to the screen.

import { createPageDoctor } from "../lib/browser/doctor_env.ts";
import { createBrowserEnv } from "../lib/browser/env.ts";
import { DoctorScreen } from "../lib/ui/doctor/DoctorScreen.tsx";

export default function Doctor() {
  return <DoctorScreen makeDoctor={() => createPageDoctor(createBrowserEnv())} />;
}
