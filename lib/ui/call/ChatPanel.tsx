// The chat: what was written, newest below, and a field to write in. The draft is kept outside, so
// that it survives closing.

import type { ReadonlySignal, Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { SendHorizontal } from "lucide-preact";
import { type ChatMessage, maxChatLength } from "../../shared/protocol.ts";
import { useText } from "../text.ts";
import { ChatLine } from "./ChatLine.tsx";
import { Panel } from "./Panel.tsx";

interface ChatPanelProps {
  messages: ReadonlySignal<readonly ChatMessage[]>;
  draft: Signal<string>;
  /** Resolves to whether the message was taken; if not, it stays in the field. */
  onSend: (text: string) => Promise<boolean>;
  onClose: () => void;
}

/** Within this distance of the end the list follows new messages, in CSS pixels. */
const followDistance = 80;

export function ChatPanel({ messages, draft, onSend, onClose }: ChatPanelProps) {
  const text = useText().chat;
  const log = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const list = messages.value;
  useLayoutEffect(() => {
    if (isFollowing.current && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [list]);

  const send = async () => {
    const written = draft.value;
    if (written.trim() === "" || written.length > maxChatLength) return;
    draft.value = "";
    isFollowing.current = true;
    const isTaken = await onSend(written);
    if (!isTaken && draft.value === "") draft.value = written;
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
        {list.length === 0 && <p class="quiet chat-empty">{text.empty}</p>}
        {list.map((message, index) => (
          <ChatLine key={message.id} message={message} previous={list[index - 1]} />
        ))}
      </div>
      <form
        class="chat-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <textarea
          data-autofocus
          aria-label={text.message}
          placeholder={text.placeholder}
          rows={1}
          value={draft.value}
          aria-invalid={draft.value.length > maxChatLength ? "true" : undefined}
          onInput={(event) => draft.value = event.currentTarget.value}
          onKeyDown={(event) => {
            // While an input method composes, Enter picks a word.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="round plain" aria-label={text.send}>
          <SendHorizontal aria-hidden="true" />
        </button>
        {draft.value.length > maxChatLength && (
          <p class="field-error" role="alert">{text.tooLong(maxChatLength)}</p>
        )}
      </form>
    </Panel>
  );
}
