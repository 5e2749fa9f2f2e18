// What opens by a key and not by a button of the bar: the list of keys, and the question before
// leaving.

import { ConfirmDialog } from "../../base/ConfirmDialog.tsx";
import { useText } from "../../text/mod.ts";
import { ShortcutsDialog } from "./ShortcutsDialog.tsx";
import type { CallKeys } from "./use_call_keys.ts";

interface KeyDialogsProps {
  keys: CallKeys;
  /** False where the person turned the keys off. */
  isOn: boolean;
  /** Whether Space talks while it is held. */
  canTalk: boolean;
  /** Nobody else is here to go on. */
  isAlone: boolean;
  onLeave: () => void;
}

export function KeyDialogs({ keys, isOn, canTalk, isAlone, onLeave }: KeyDialogsProps) {
  const { keys: text, controls } = useText();
  const close = () => keys.setDialog(null);
  if (keys.dialog === "list") {
    return <ShortcutsDialog isOn={isOn} canTalk={canTalk} does={keys.does} onClose={close} />;
  }
  if (keys.dialog !== "leave") return null;
  return (
    <ConfirmDialog
      title={text.leaveTitle}
      body={isAlone ? controls.leaveAloneHint : text.leaveText}
      confirm={text.leaveConfirm}
      onClose={close}
      onConfirm={onLeave}
    />
  );
}
