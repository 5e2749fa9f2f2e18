// Asks before something that cannot be taken back. A modal <dialog>: the browser keeps the focus in
// it, closes it on Escape and gives the focus back.

import { useEffect, useId, useRef } from "preact/hooks";
import { useText } from "../text.ts";

interface ConfirmDialogProps {
  title: string;
  body: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog({ title, body, confirm, onConfirm, onClose }: ConfirmDialogProps) {
  const text = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      // Escape closes the dialog and not what lies under it.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p>{body}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>{text.common.cancel}</button>
        <button type="button" class="button danger" onClick={onConfirm}>{confirm}</button>
      </div>
    </dialog>
  );
}
