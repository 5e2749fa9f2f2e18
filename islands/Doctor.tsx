// The doctor with the real engine: on a page of its own, and, loaded when it is asked for, over the
// preview and the call of islands/Meeting.tsx. With it comes the view of a connection.

import { createPageDoctor } from "../lib/browser/doctor_env.ts";
import { createBrowserEnv } from "../lib/browser/env.ts";
import { DoctorConsult } from "../lib/ui/doctor/DoctorConsult.tsx";
import { DoctorScreen } from "../lib/ui/doctor/DoctorScreen.tsx";
import { Speaking } from "../lib/ui/Speaking.tsx";
import { pageText } from "../lib/ui/text_load.ts";
import type { DoctorSource } from "../lib/ui/doctor/doctor_context.ts";

export { ConnectionView } from "../lib/ui/connection/ConnectionView.tsx";

const text = await pageText();

export default function Doctor({ source }: { source?: DoctorSource }) {
  if (!source) {
    return (
      <Speaking text={text}>
        <DoctorScreen makeDoctor={() => createPageDoctor(createBrowserEnv())} />
      </Speaking>
    );
  }
  const { media, call } = source;
  const peers = call ? { peers: call.readPaths } : {};
  return (
    <DoctorConsult
      makeDoctor={() => createPageDoctor(createBrowserEnv(), { local: media, ...peers })}
      isInCall={call !== null}
    />
  );
}
