// Asks before something that cannot be taken back.

import { useText } from "../text/mod.ts";
import { Dialog } from "./Dialog.tsx";

interface ConfirmDialogProps {
  title: string;
  body: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog({ title, body, confirm, onConfirm, onClose }: ConfirmDialogProps) {
  const text = useText();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{body}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>{text.common.cancel}</button>
        <button type="button" class="button danger" onClick={onConfirm}>{confirm}</button>
      </div>
    </Dialog>
  );
}
