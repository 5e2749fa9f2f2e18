// A scene in the browser: the real screens on a fake engine.

import { asset } from "fresh/runtime";
import { HomeScreen } from "../../../../../lib/ui/home/HomeScreen.tsx";
import { MeetingScreen } from "../../../../../lib/ui/MeetingScreen.tsx";
import { PageContexts } from "../../../../../lib/ui/PageContexts.tsx";
import { pageText } from "../../../../../lib/ui/text/load.ts";
import { createFakeClient } from "../../fake_client.ts";
import { meetingId, sceneOf } from "../../scenes.ts";

const text = await pageText();

const onDemand = {
  load: () => import("../../../../../islands/Doctor.tsx"),
  isServerNewer: () => Promise.resolve(true),
};

export default function Scene({ name }: { name: string }) {
  return (
    <PageContexts text={text} assetUrl={asset} onDemand={onDemand}>
      <Screen name={name} />
    </PageContexts>
  );
}

function Screen({ name }: { name: string }) {
  const scene = sceneOf(name);
  if (scene?.page === "home") return <HomeScreen makeClient={() => createFakeClient(scene)} />;
  if (scene?.page !== "meeting") return null;
  return (
    <MeetingScreen
      meetingId={meetingId}
      mayComeBack={scene.isComingBack ?? false}
      makeClient={() => createFakeClient(scene)}
    />
  );
}
