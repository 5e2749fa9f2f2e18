// A scene in the browser: the real screens on a fake engine.

import { HomeScreen } from "../../../../lib/ui/home/HomeScreen.tsx";
import { ConnectionContext } from "../../../../lib/ui/connection/connection_context.ts";
import { MeetingScreen } from "../../../../lib/ui/MeetingScreen.tsx";
import { Speaking } from "../../../../lib/ui/Speaking.tsx";
import { pageText } from "../../../../lib/ui/text_load.ts";
import { createFakeClient } from "../../fake_client.ts";
import { meetingId, sceneOf } from "../../scenes.ts";

const loadConnection = async () =>
  (await import("../../../../lib/ui/connection/ConnectionView.tsx")).ConnectionView;

const text = await pageText();

export default function Scene({ name }: { name: string }) {
  return (
    <Speaking text={text}>
      <Screen name={name} />
    </Speaking>
  );
}

function Screen({ name }: { name: string }) {
  const scene = sceneOf(name);
  if (scene?.page === "home") return <HomeScreen makeClient={() => createFakeClient(scene)} />;
  if (scene?.page !== "meeting") return null;
  return (
    <ConnectionContext.Provider value={loadConnection}>
      <MeetingScreen
        meetingId={meetingId}
        mayComeBack={scene.isComingBack ?? false}
        makeClient={() => createFakeClient(scene)}
      />
    </ConnectionContext.Provider>
  );
}
