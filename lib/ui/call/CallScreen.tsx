// The call: stage, bar, panels, and everything that is said along the way. Puts the parts together
// and holds only what is on screen: which panel is open, what is half written.

import { BrokenPanel } from "../base/BrokenPanel.tsx";
import { Shielded } from "../base/Shielded.tsx";
import { useSignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Call, Preferences } from "../../browser/call_api.ts";
import { formatMeetingId } from "../../shared/ids.ts";
import { type InviteTexts, ShareInvitation } from "../invite/mod.ts";
import { useAllAhead, useOnDemand } from "../on_demand/use_on_demand.ts";
import { BackgroundHelp } from "../devices/mod.ts";
import { useText, useTitle } from "../text/mod.ts";
import { CallSettings, Controls, usePanel } from "./controls/mod.ts";
import { CallClock } from "./CallClock.tsx";
import { ChatPanel, useFileDraft, useFileDrop, useUnread } from "./chat/mod.ts";
import {
  ConnectionBanner,
  DeviceOffer,
  Toasts,
  UnmuteCard,
  useKnock,
  useNotices,
  WaitingCard,
} from "./notices/mod.ts";
import { ConnectionPanel, PeoplePanel } from "./people/mod.ts";
import { KeyDialogs, useCallKeys, useHoldToTalk } from "./keys/mod.ts";
import { RemoteAudio } from "./RemoteAudio.tsx";
import { Stage, useLayout, useShownSizes } from "./stage/mod.ts";
import { useFullScreen, usePip, ViewMenu } from "./view/mod.ts";
import { useImmersion, useIsLying } from "./use_immersion.ts";
import { useWakeLock } from "./use_wake_lock.ts";

interface CallScreenProps {
  call: Call;
  meetingId: string;
  /** What to send to others so that they come. */
  invite: InviteTexts;
  /** For the organizer on another device; null for everybody else. */
  organizerKey: string | null;
  preferences: Preferences;
  onRemember: (change: Partial<Preferences>) => void;
}

export function CallScreen(props: CallScreenProps) {
  const { call, meetingId, invite, organizerKey, preferences, onRemember } = props;
  const text = useText();
  const panel = usePanel();
  const { toasts, announcement, reactions, report, say, tell } = useNotices(call, {
    isChatOpen: panel.open === "chat",
    isPeopleOpen: panel.open === "people",
  });
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
  const [startedMs] = useState(() => performance.now());
  const self = call.self.value;
  const title = call.room.value?.title ?? "";

  // The focus was on a button that is gone; this reads out where it is now.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useWakeLock();
  const waiting = self?.role === "HOST" ? call.waiting.value.length : 0;
  useTitle(waiting > 0 ? `(${waiting}) ${title}` : title);
  useKnock(waiting);
  const shared = call.screen.value;
  const ownScreen = shared && { stream: shared, onStop: () => void call.setScreen(false) };
  const onShare = call.canShareScreen ? () => void call.setScreen(shared === null) : undefined;
  const isLying = useIsLying();
  const isSharing = ownScreen !== null;
  const layout = useLayout(call, { preferences, isSharing, isLying, onRemember });
  const { areBarsShown, toggleBars } = useImmersion(layout.isImmersed && panel.open === null);
  const corner = layout.corner && layout.arrangement.boxes.get(layout.corner);
  const lowCorner = corner && preferences.selfCorner.startsWith("bottom") ? corner : null;
  const fullScreen = useFullScreen();
  const pip = usePip(call, { watched: layout.watched, onFailed: () => say(text.stage.pipFailed) });
  useShownSizes(call.participants.value, {
    boxes: layout.arrangement.boxes,
    outside: pip.isOn ? layout.watched : null,
  });
  useAllAhead();
  const isOn = preferences.hasShortcuts;
  useHoldToTalk(call, preferences.isPushToTalk);
  const keys = useCallKeys(call, { isOn, layout, panel, fullScreen, pip, report, tell, onShare });

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
      data-immersed={layout.isImmersed}
      data-bars={areBarsShown ? "shown" : "hidden"}
      // Nearly all of it changes under way: what a browser puts in its place would stay behind.
      translate={false}
    >
      <header class="call-head">
        <h1 ref={heading} tabIndex={-1} dir="auto">{title}</h1>
        <p class="quiet wide-only">{formatMeetingId(meetingId)}</p>
        <CallClock startedMs={startedMs} />
        <div class="call-head-actions">
          <div class="wide-only">
            <ShareInvitation invite={invite} tone="button quiet-button" />
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
      <main class="call-main" onClick={layout.isImmersed ? toggleBars : undefined}>
        <Stage {...props} layout={layout} ownScreen={ownScreen} reactions={reactions} />
        <div class="stage-top">
          <ConnectionBanner status={call.status} />
          <RemoteAudio participants={call.participants} speakerId={call.media.speakerId} />
          <DeviceOffer media={call.media} />
          <UnmuteCard call={call} />
          <BackgroundHelp media={call.media} switches={call} tone="stage-card" />
          {self?.role === "HOST" && panel.open !== "people" && (
            <WaitingCard
              call={call}
              report={report}
              onShow={() => panel.toggle("people")}
            />
          )}
        </div>
        <Toasts
          toasts={toasts}
          announcement={announcement}
          clearOf={lowCorner}
          onChat={() => panel.show("chat")}
        />
      </main>
      <Controls
        call={call}
        preferences={preferences}
        hasKeys={isOn}
        openPanel={panel.open}
        unread={unread}
        onPanel={panel.toggle}
        report={report}
        invite={invite}
        view={layout.view}
        onView={layout.chooseView}
        settings={
          <CallSettings
            call={call}
            preferences={preferences}
            link={invite.link}
            organizerKey={organizerKey}
          />
        }
      />
      <Shielded key={panel.open ?? "none"} instead={<BrokenPanel onClose={panel.close} />}>
        {panel.open === "chat" && (
          <ChatPanel
            chat={call.chat}
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
            invite={invite}
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
        isAlone={call.participants.value.length === 0}
        onLeave={() => call.leave()}
      />
    </div>
  );
}
