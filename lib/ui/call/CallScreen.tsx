// The call: stage, bar, panels, and everything that is said along the way. Puts the parts together
// and holds only what is on screen: which panel is open, what is half written.

import { BrokenPanel } from "../base/BrokenPanel.tsx";
import { Shielded } from "../base/Shielded.tsx";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Call, Preferences } from "../../browser/call_api.ts";
import { formatMeetingId } from "../../shared/ids.ts";
import { CopyButton } from "../base/CopyButton.tsx";
import { useAllAhead, useOnDemand } from "../on_demand/use_on_demand.ts";
import { BackgroundHelp } from "../devices/mod.ts";
import { useText, useTitle } from "../text/mod.ts";
import { CallSettings, Controls, usePanel } from "./controls/mod.ts";
import { ChatPanel, useFileDraft, useFileDrop, useUnread } from "./chat/mod.ts";
import { ConnectionBanner, DeviceOffer, Toasts, useNotices, WaitingCard } from "./notices/mod.ts";
import { ConnectionPanel, PeoplePanel } from "./people/mod.ts";
import { KeyDialogs, useCallKeys, useHoldToTalk } from "./keys/mod.ts";
import { RemoteAudio } from "./RemoteAudio.tsx";
import { Stage, useLayout, useShownSizes } from "./stage/mod.ts";
import { useFullScreen, usePip, ViewMenu } from "./view/mod.ts";
import { useWakeLock } from "./use_wake_lock.ts";

interface CallScreenProps {
  call: Call;
  meetingId: string;
  /** What to send to others so that they come. */
  link: string;
  /** For the organizer on another device; null for everybody else. */
  organizerKey: string | null;
  preferences: Preferences;
  onRemember: (change: Partial<Preferences>) => void;
}

export function CallScreen(props: CallScreenProps) {
  const { call, meetingId, link, organizerKey, preferences, onRemember } = props;
  const text = useText();
  const panel = usePanel();
  const { toasts, announcement, reactions, report, say } = useNotices(call, panel.open === "chat");
  const unread = useUnread(call, panel.open === "chat");
  const hasFiles = call.files.transfers.value.length > 0;
  // What could not be loaded is asked for again once the server is back.
  const fileList = useOnDemand("FileList", hasFiles && call.status.value.kind === "joined");
  const fileDraft = useFileDraft(call.files, say);
  const isDropping = useFileDrop((files) => {
    fileDraft.add(files);
    panel.show("chat");
  });
  const draft = useSignal("");
  const self = call.self.value;
  const title = call.room.value?.title ?? "";

  // The focus was on a button that is gone; this reads out where it is now.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useWakeLock();
  useTitle(title);
  const shared = call.screen.value;
  const ownScreen = shared && { stream: shared, onStop: () => void call.setScreen(false) };
  const onShare = call.canShareScreen ? () => void call.setScreen(shared === null) : undefined;
  const layout = useLayout(call, { preferences, isSharing: ownScreen !== null, onRemember });
  const fullScreen = useFullScreen();
  const pip = usePip(call, { watched: layout.watched, onFailed: () => say(text.stage.pipFailed) });
  useShownSizes(call.participants.value, {
    boxes: layout.arrangement.boxes,
    outside: pip.isOn ? layout.watched : null,
  });
  useAllAhead();
  const isOn = preferences.hasShortcuts;
  useHoldToTalk(call, preferences.isPushToTalk);
  const keys = useCallKeys(call, { isOn, layout, panel, fullScreen, pip, report, onShare });

  const sendChat = async (written: string) => {
    const outcome = await call.chat.send(written);
    await report(Promise.resolve(outcome));
    return outcome.ok;
  };

  return (
    <div
      class="call dark"
      data-status={call.status.value.kind}
      data-panel={panel.open ?? "none"}
      // Nearly all of it changes under way: what a browser puts in its place would stay behind.
      translate={false}
    >
      <header class="call-head">
        <h1 ref={heading} tabIndex={-1} dir="auto">{title}</h1>
        <p class="quiet">{formatMeetingId(meetingId)}</p>
        <div class="call-head-actions">
          <div class="wide-only">
            <CopyButton label={text.controls.copyLink} value={link} tone="quiet-button" />
          </div>
          <ViewMenu
            view={layout.view}
            onView={layout.chooseView}
            isSelfShown={preferences.isSelfShown}
            onSelfShown={(isSelfShown) => onRemember({ isSelfShown })}
            fullScreen={fullScreen}
            pip={{ ...pip, isUseful: layout.watched !== null }}
            onKeys={() => keys.setDialog("list")}
          />
        </div>
      </header>
      <main class="call-main">
        <Stage {...props} layout={layout} ownScreen={ownScreen} reactions={reactions} />
        <div class="stage-top">
          <ConnectionBanner status={call.status} />
          <RemoteAudio participants={call.participants} speakerId={call.media.speakerId} />
          <DeviceOffer media={call.media} />
          <BackgroundHelp media={call.media} switches={call} tone="stage-card" />
          {self?.role === "HOST" && panel.open !== "people" && (
            <WaitingCard
              call={call}
              report={report}
              onShow={() => panel.toggle("people")}
            />
          )}
        </div>
        <Toasts toasts={toasts} announcement={announcement} />
      </main>
      <Controls
        call={call}
        hasKeys={isOn}
        openPanel={panel.open}
        unread={unread}
        onPanel={panel.toggle}
        report={report}
        settings={
          <CallSettings
            call={call}
            preferences={preferences}
            link={link}
            organizerKey={organizerKey}
          />
        }
      />
      <Shielded key={panel.open ?? "none"} instead={<BrokenPanel onClose={panel.close} />}>
        {panel.open === "chat" && (
          <ChatPanel
            messages={call.chat.messages}
            outgoing={call.chat.outgoing}
            draft={draft}
            onSend={sendChat}
            files={call.files}
            fileList={hasFiles ? fileList : null}
            fileDraft={fileDraft}
            people={call.participants}
            onClose={panel.close}
          />
        )}
        {panel.open === "people" && (
          <PeoplePanel
            call={call}
            report={report}
            onClose={panel.close}
            lookedAt={panel.person}
            onConnection={panel.openConnection}
          />
        )}
        {panel.open === "connection" && panel.person && (
          <ConnectionPanel
            call={call}
            participant={panel.person}
            onClose={panel.closeConnection}
          />
        )}
      </Shielded>
      {isDropping && <p class="file-drop">{text.files.drop}</p>}
      <KeyDialogs
        keys={keys}
        isOn={isOn}
        canTalk={preferences.isPushToTalk}
        onLeave={() => call.leave()}
      />
    </div>
  );
}
