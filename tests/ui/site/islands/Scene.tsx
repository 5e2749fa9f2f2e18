// A scene in the browser: the real screens on a fake engine.

import { HomeScreen } from "../../../../lib/ui/home/HomeScreen.tsx";
import { MeetingScreen } from "../../../../lib/ui/MeetingScreen.tsx";
import { createFakeClient } from "../../fake_client.ts";
import { meetingId, sceneOf } from "../../scenes.ts";

export default function Scene({ name }: { name: string }) {
  const scene = sceneOf(name);
  if (scene?.page === "home") return <HomeScreen makeClient={() => createFakeClient(scene)} />;
  if (scene?.page !== "meeting") return null;
  return <MeetingScreen meetingId={meetingId} makeClient={() => createFakeClient(scene)} />;
}
