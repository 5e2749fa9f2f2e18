// The chat: what was written, newest below, the files on their way, and a field to write in. Drafts are
// kept outside, so that they survive closing.

import type { ReadonlySignal, Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Call, CallFiles, RemoteParticipant } from "../../../browser/call_api.ts";
import { maxChatLength } from "../../../shared/protocol/mod.ts";
import { LoadingNote } from "../../on_demand/LoadingNote.tsx";
import type { Loaded, OnDemand } from "../../on_demand/use_on_demand.ts";
import { useText } from "../../text/mod.ts";
import { ChatForm } from "./ChatForm.tsx";
import { ChatLine } from "./ChatLine.tsx";
import { EarlierButton, useEarlierPlace } from "./Earlier.tsx";
import { FileDraft } from "./FileDraft.tsx";
import { Panel } from "../../base/Panel.tsx";
import { Shielded } from "../../base/Shielded.tsx";
import type { FileDraftState } from "./use_file_draft.ts";

interface ChatPanelProps {
  chat: Omit<Call["chat"], "send">;
  draft: Signal<string>;
  /** Resolves to whether the message was taken; if not, it stays in the field. */
  onSend: (text: string) => Promise<boolean>;
  files: CallFiles;
  /** What shows them; null while there are none. */
  fileList: Loaded<OnDemand["FileList"]> | null;
  /** What was chosen to be sent, and to whom it can go. */
  fileDraft: FileDraftState;
  people: ReadonlySignal<readonly RemoteParticipant[]>;
  onClose: () => void;
}

/** Within this distance of the end the list follows new messages, in CSS pixels. */
const followDistance = 80;

export function ChatPanel(props: ChatPanelProps) {
  const { chat, draft, onSend, files, fileList, fileDraft, people, onClose } = props;
  const { chat: text, browser: { brokenLine: broken } } = useText();
  const log = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const list = chat.messages.value;
  const own = chat.outgoing.value;
  const keepPlace = useEarlierPlace(log, list[0]?.id);
  useLayoutEffect(() => {
    if (isFollowing.current && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [list, own]);
  const loadEarlier = () => {
    isFollowing.current = false;
    keepPlace();
    void chat.loadEarlier();
  };

  const send = async () => {
    const written = draft.value;
    if (written.trim() === "" || written.length > maxChatLength) return;
    draft.value = "";
    isFollowing.current = true;
    const isTaken = await onSend(written);
    // A refused message goes back into the field, before what was written meanwhile.
    if (!isTaken) draft.value = draft.value === "" ? written : `${written}\n${draft.value}`;
  };

  return (
    <Panel name="chat" title={text.title} onClose={onClose}>
      <div
        class="chat-log"
        ref={log}
        role="log"
        aria-label={text.log}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isFollowing.current = scrollHeight - scrollTop - clientHeight < followDistance;
        }}
      >
        {list.length + own.length === 0 && <p class="quiet chat-empty">{text.empty}</p>}
        <EarlierButton state={chat.earlier.value} onLoad={loadEarlier} />
        {list.map((message, index) => (
          <Shielded key={message.id} instead={<p class="quiet chat-line">{broken}</p>}>
            <ChatLine message={message} previous={list[index - 1]} />
          </Shielded>
        ))}
        {own.length > 0 && (
          <div class="chat-outgoing" aria-live="off">
            {own.map(({ id, text }) => (
              <p key={id} class="chat-line chat-text" dir="auto">{text}</p>
            ))}
            <p class="quiet chat-sending">{text.sending}</p>
          </div>
        )}
      </div>
      <div class="chat-foot">
        {fileList !== null && (typeof fileList === "string"
          ? <LoadingNote state={fileList} />
          : <fileList.value files={files} />)}
        {fileDraft.files.length > 0 && <FileDraft draft={fileDraft} people={people} />}
        <ChatForm draft={draft} onSend={send} onFiles={fileDraft.add} />
      </div>
    </Panel>
  );
}
