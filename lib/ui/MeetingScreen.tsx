// The page of one meeting: shows the preview, the waiting room or the call, as the visit has it.

import type { Client } from "../browser/call_api.ts";
import { CallScreen } from "./call/CallScreen.tsx";
import { PreviewScreen } from "./preview/PreviewScreen.tsx";
import { UnknownMeeting } from "./preview/UnknownMeeting.tsx";
import { useGlimpse } from "./preview/use_glimpse.ts";
import { WaitingScreen } from "./preview/WaitingScreen.tsx";
import { useText } from "./text.ts";
import { useMeeting } from "./use_meeting.ts";

interface MeetingScreenProps {
  meetingId: string;
  makeClient: () => Client;
}

export function MeetingScreen({ meetingId, makeClient }: MeetingScreenProps) {
  const text = useText();
  const { client, media, call, refusal, join } = useMeeting(makeClient, meetingId);
  const glimpse = useGlimpse(client?.api ?? null, meetingId);
  const preferences = client?.preferences.value ?? null;
  const status = call?.status.value.kind;

  if (status === "ended") {
    return <p class="page leaving" role="status">{text.preview.leaving}</p>;
  }
  if (
    client && preferences && call?.self.value && (status === "joined" || status === "reconnecting")
  ) {
    return (
      <CallScreen
        call={call}
        meetingId={meetingId}
        link={new URL(`/j/${meetingId}`, location.href).href}
        preferences={preferences}
        onRemember={(change) => client.remember(change)}
      />
    );
  }
  if (call && media && preferences && status === "waiting") {
    return (
      <WaitingScreen
        media={media}
        name={preferences.name}
        isMirrored={preferences.isMirrored}
        onLeave={() => call.leave()}
      />
    );
  }
  if (glimpse.kind === "unknown-meeting" || refusal === "MEETING_NOT_FOUND") {
    return <UnknownMeeting meetingId={meetingId} />;
  }
  return (
    <PreviewScreen
      meetingId={meetingId}
      glimpse={glimpse}
      media={media}
      preferences={preferences}
      canHideAddress={client?.canHideAddress.value ?? false}
      onRemember={(change) => client?.remember(change)}
      isJoining={call !== null}
      refusal={refusal}
      onJoin={join}
    />
  );
}
