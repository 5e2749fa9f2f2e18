// The field to write in, the button for files, and how much room a long message has left.

import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import paperclipIcon from "@lucide/icons/icons/paperclip";
import sendHorizontalIcon from "@lucide/icons/icons/send-horizontal";
import { maxChatLength } from "../../../shared/protocol/mod.ts";
import { useText } from "../../text/mod.ts";
import { Icon } from "../../base/Icon.tsx";

interface ChatFormProps {
  draft: Signal<string>;
  onSend: () => void;
  onFiles: (files: readonly File[]) => void;
}

/** From this many characters left the room is shown. */
const shownFrom = 400;

export function ChatForm({ draft, onSend, onFiles }: ChatFormProps) {
  const { chat: text, files } = useText();
  const picker = useRef<HTMLInputElement>(null);
  const left = maxChatLength - draft.value.length;
  return (
    <form
      class="chat-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...currentTarget.files ?? []]);
          // The same file chosen again is a change again.
          currentTarget.value = "";
        }}
      />
      <button
        type="button"
        class="round plain"
        aria-label={files.attach}
        title={files.attach}
        onClick={() => picker.current?.click()}
      >
        <Icon icon={paperclipIcon} aria-hidden="true" />
      </button>
      <textarea
        data-autofocus
        dir="auto"
        aria-label={text.message}
        placeholder={text.placeholder}
        rows={1}
        value={draft.value}
        aria-invalid={left < 0 ? "true" : undefined}
        onInput={(event) => draft.value = event.currentTarget.value}
        onPaste={(event) => {
          const pasted = [...event.clipboardData?.files ?? []];
          if (pasted.length === 0) return;
          event.preventDefault();
          onFiles(pasted);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
          event.preventDefault();
          onSend();
        }}
      />
      <button type="submit" class="round plain" aria-label={text.send} title={text.send}>
        <Icon icon={sendHorizontalIcon} aria-hidden="true" />
      </button>
      {left < 0 && <p class="field-error" role="alert">{text.tooLong(maxChatLength)}</p>}
      {left >= 0 && left < shownFrom && <p class="quiet chat-left">{text.left(left)}</p>}
    </form>
  );
}

/** While an input method composes, Enter picks a word. Safari tells by 229 only (UI Events, 9.3.1). */
function isComposing({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229;
}
