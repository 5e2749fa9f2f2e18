// The page of one meeting: shows the preview, the waiting room or the call, as the visit has it.

import { useState } from "preact/hooks";
import type { Client } from "../browser/call_api.ts";
import { useTheme } from "./base/theme.ts";
import { CallScreen } from "./call/mod.ts";
import {
  ComingBack,
  PreviewScreen,
  UnknownMeeting,
  useGlimpse,
  WaitingScreen,
} from "./preview/mod.ts";
import { useInvite } from "./invite/mod.ts";
import { SettingsContext } from "./on_demand/SettingsButton.tsx";
import { useLanguage, useText } from "./text/mod.ts";
import { type MeetingVisit, useMeeting } from "./use_meeting.ts";

interface MeetingScreenProps {
  meetingId: string;
  /** The page may have been reloaded in the middle of a call. */
  mayComeBack?: boolean;
  /** What the address asks for, "" or "?…". */
  query?: string;
  /** Where people sign in, as the operator wants it; null for nowhere. */
  signInPage?: string | null;
  makeClient: () => Client;
}

export function MeetingScreen(
  { meetingId, mayComeBack = false, query = "", signInPage = null, makeClient }: MeetingScreenProps,
) {
  const visit = useMeeting(makeClient, { meetingId, mayComeBack, query });
  const { client } = visit;
  const settings = client && {
    preferences: client.preferences.value,
    ownBackground: client.ownBackground.value,
    remember: client.remember,
    keepBackground: client.keepBackground,
  };
  useTheme(settings?.preferences.theme);
  // What the address asks for the server has done, and it is no choice of the person to be kept.
  useLanguage(client?.wishes.value.language ? undefined : settings?.preferences.language);
  return (
    <SettingsContext.Provider value={settings}>
      <VisitScreen meetingId={meetingId} visit={visit} signInPage={signInPage} />
    </SettingsContext.Provider>
  );
}

interface VisitScreenProps extends Pick<MeetingScreenProps, "meetingId"> {
  visit: MeetingVisit;
  signInPage: string | null;
}

function VisitScreen({ meetingId, visit, signInPage }: VisitScreenProps) {
  const text = useText();
  const { client, media, call, passcode, linkKey, refusal, comeback, join, otherTab } = visit;
  const [typed, setTyped] = useState("");
  const glimpse = useGlimpse(comeback === "none" && client ? client.api : null, {
    meetingId,
    passcode: typed || passcode,
    linkKey,
  });
  const preferences = client?.preferences.value ?? null;
  const invite = useInvite(client, { meetingId, linkKey });
  const status = call?.status.value;
  const isIn = status?.kind === "joined" || status?.kind === "reconnecting";

  if (status?.kind === "ended") {
    return <p class="page leaving" role="status">{text.preview.leaving}</p>;
  }
  if (client && preferences && call?.self.value && isIn) {
    return (
      <CallScreen
        call={call}
        meetingId={meetingId}
        invite={invite(call.room.value)}
        organizerKey={client.organizerKeys.get(meetingId)}
        preferences={preferences}
        onRemember={client.remember}
      />
    );
  }
  if (call && media && preferences && status?.kind === "waiting") {
    return (
      <WaitingScreen
        media={media}
        name={preferences.name}
        title={glimpse.kind === "known" ? glimpse.title : ""}
        isMirrored={preferences.isMirrored}
        isHostHere={status.isHostHere}
        startsAt={status.startsAt}
        onLeave={() => call.leave()}
      />
    );
  }
  // On the way back nobody is to see the preview flash by.
  if (comeback !== "none") return <ComingBack isSure={comeback === "under-way"} />;
  if (glimpse.kind === "unknown-meeting" || refusal === "MEETING_NOT_FOUND") {
    return <UnknownMeeting meetingId={meetingId} />;
  }
  return (
    <PreviewScreen
      meetingId={meetingId}
      glimpse={glimpse}
      isOrganizer={client?.organizerKeys.get(meetingId) != null}
      media={media}
      preferences={preferences}
      limits={{ canCall: client?.canCall ?? true, canRemember: client?.canRemember ?? true }}
      canHideAddress={client?.canHideAddress.value ?? false}
      onRemember={(change) => client?.remember(change)}
      isJoining={call !== null}
      passcode={passcode}
      onPasscode={setTyped}
      refusal={refusal ?? (client?.isOriginRefused.value ? "FORBIDDEN_ORIGIN" : null) ??
        (glimpse.kind === "sign-in" ? "ENTRY_REQUIRED" : null)}
      signInPage={signInPage}
      onJoin={join}
      onCancel={visit.cancel}
      otherTab={otherTab}
    />
  );
}
