// The call: stage, bar, panels, and everything that is said along the way. Puts the parts together
// and holds only what is on screen: which panel is open, what is half written.

import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { LoaderCircle } from "lucide-preact";
import type { Call, Preferences } from "../../browser/call_api.ts";
import { formatMeetingId } from "../../shared/ids.ts";
import { CopyButton } from "../base/CopyButton.tsx";
import { useText } from "../text.ts";
import { CallSettings } from "./CallSettings.tsx";
import { ChatPanel } from "./ChatPanel.tsx";
import { Controls } from "./Controls.tsx";
import { PeoplePanel } from "./PeoplePanel.tsx";
import { RemoteAudio } from "./RemoteAudio.tsx";
import { Stage } from "./Stage.tsx";
import { Toasts } from "./Toasts.tsx";
import { useNotices } from "./use_notices.ts";
import { usePanel } from "./use_panel.ts";
import { useShortcuts } from "./use_shortcuts.ts";
import { useUnread } from "./use_unread.ts";
import { useWakeLock } from "./use_wake_lock.ts";
import { WaitingCard } from "./WaitingCard.tsx";

interface CallScreenProps {
  call: Call;
  meetingId: string;
  /** What to send to others so that they come. */
  link: string;
  preferences: Preferences;
  onRemember: (change: Partial<Preferences>) => void;
}

export function CallScreen({ call, meetingId, link, preferences, onRemember }: CallScreenProps) {
  const text = useText();
  const panel = usePanel();
  const { toasts, reactions, report } = useNotices(call, panel.open === "chat");
  const unread = useUnread(call, panel.open === "chat");
  const [hasShortcuts, setHasShortcuts] = useState(true);
  const draft = useSignal("");
  const self = call.self.value;
  const title = call.room.value?.title ?? "";

  useWakeLock();
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  useShortcuts({
    m: () => call.setMic(call.media.mic.value.kind !== "on"),
    v: () => call.setCamera(call.media.camera.value.kind !== "on"),
    c: () => panel.toggle("chat"),
    p: () => panel.toggle("people"),
    h: () => report(call.setHand(!self?.hand)),
  }, hasShortcuts);

  const sendChat = async (written: string) => {
    const outcome = await call.sendChat(written);
    await report(Promise.resolve(outcome));
    return outcome.ok;
  };

  return (
    <div class="call dark" data-status={call.status.value.kind} data-panel={panel.open ?? "none"}>
      <header class="call-head">
        <h1>{title}</h1>
        <p class="quiet">{formatMeetingId(meetingId)}</p>
        <div class="wide-only">
          <CopyButton label={text.controls.copyLink} value={link} tone="quiet-button" />
        </div>
      </header>
      <main class="call-main">
        <Stage call={call} link={link} isMirrored={preferences.isMirrored} reactions={reactions} />
        <div class="stage-top">
          {call.status.value.kind === "reconnecting" && (
            <p class="stage-card banner" role="status">
              <LoaderCircle size={18} class="spin" aria-hidden="true" />
              {text.call.serverAway}
            </p>
          )}
          <RemoteAudio participants={call.participants} speakerId={call.media.speakerId} />
          {self?.role === "HOST" && panel.open !== "people" && (
            <WaitingCard
              call={call}
              report={report}
              onShow={() => panel.toggle("people")}
            />
          )}
        </div>
        <Toasts toasts={toasts} />
      </main>
      <Controls
        call={call}
        openPanel={panel.open}
        unread={unread}
        onPanel={panel.toggle}
        report={report}
        settings={
          <CallSettings
            call={call}
            preferences={preferences}
            link={link}
            hasShortcuts={hasShortcuts}
            onRemember={onRemember}
            onShortcuts={setHasShortcuts}
          />
        }
      />
      {panel.open === "chat" && (
        <ChatPanel messages={call.chat} draft={draft} onSend={sendChat} onClose={panel.close} />
      )}
      {panel.open === "people" && <PeoplePanel call={call} report={report} onClose={panel.close} />}
    </div>
  );
}
