// A scene in the browser: the real screens on a fake engine.

import { HomeScreen } from "../../../../../lib/ui/home/HomeScreen.tsx";
import { MeetingScreen } from "../../../../../lib/ui/MeetingScreen.tsx";
import { OnDemandContext } from "../../../../../lib/ui/on_demand/use_on_demand.ts";
import { Speaking } from "../../../../../lib/ui/text/Speaking.tsx";
import { pageText } from "../../../../../lib/ui/text/load.ts";
import { createFakeClient } from "../../fake_client.ts";
import { meetingId, sceneOf } from "../../scenes.ts";

const text = await pageText();

export default function Scene({ name }: { name: string }) {
  return (
    <Speaking text={text}>
      <OnDemandContext.Provider value={() => import("../../../../../islands/Doctor.tsx")}>
        <Screen name={name} />
      </OnDemandContext.Provider>
    </Speaking>
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
