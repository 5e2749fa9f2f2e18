// The page of the doctor with the real engine; and, in the same module, everything that the other pages
// load when somebody wants it (docs/decisions/0009): screens, the doctor over preview and call among
// them, for the landing page what asks the server, and in a frame the channel to the page around.

import { createPageDoctor } from "../lib/browser/doctor/mod.ts";
import { withEntryToken } from "../lib/browser/entry/mod.ts";
import { createBrowserEnv } from "../lib/browser/env/mod.ts";
import type { Env } from "../lib/browser/ports.ts";
import { createPageRest as createRest } from "../lib/browser/rest/mod.ts";
import { DoctorConsult, DoctorScreen, type DoctorSource } from "../lib/ui/doctor/mod.ts";
import { pageText, Speaking } from "../lib/ui/text/mod.ts";

export { createEmbed, createEmbedEnv } from "../lib/browser/embed/mod.ts";
export { FileList } from "../lib/ui/files/mod.ts";
export { ConnectionView } from "../lib/ui/connection/mod.ts";
export { SignIn } from "../lib/ui/on_demand/SignIn.tsx";
export { SettingsPanel } from "../lib/ui/settings/mod.ts";
export { Invitation, Yours } from "../lib/ui/yours/mod.ts";

const text = await pageText();

/** What asks the server, for the landing page. */
export const createPageRest = (env: Env) => createRest(withEntryToken(env));

export default function DoctorPage() {
  return (
    <Speaking text={text}>
      <DoctorScreen makeDoctor={() => createPageDoctor(createBrowserEnv())} />
    </Speaking>
  );
}

/** The doctor over preview and call. */
export function Doctor({ source: { media, call } }: { source: DoctorSource }) {
  const peers = call ? { peers: call.readPaths } : {};
  return (
    <DoctorConsult
      makeDoctor={() => createPageDoctor(createBrowserEnv(), { local: media, ...peers })}
      isInCall={call !== null}
    />
  );
}
