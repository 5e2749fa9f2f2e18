// The list of keys (use_call_keys.ts has what they do).

import { Dialog } from "../base/Dialog.tsx";
import { useText } from "../text.ts";

interface ShortcutsDialogProps {
  /** False where the person turned the keys off. */
  isOn: boolean;
  canTalk: boolean;
  canShare: boolean;
  onClose: () => void;
}

export function ShortcutsDialog({ isOn, canTalk, canShare, onClose }: ShortcutsDialogProps) {
  const { keys, common } = useText();
  const rows = [
    ...(canTalk ? [[keys.space, keys.talk]] : []),
    ["M", keys.mic],
    ["V", keys.camera],
    ...(canShare ? [["S", keys.share]] : []),
    ["C", keys.chat],
    ["P", keys.people],
    ["H", keys.hand],
    ["G", keys.view],
    ["1–9", keys.pin],
    ["Page ↑↓", keys.pages],
    ["F", keys.fullScreen],
    ["I", keys.pip],
    ["L", keys.leave],
    ["?", keys.list],
  ];
  return (
    <Dialog title={keys.title} onClose={onClose}>
      {!isOn && <p>{keys.off}</p>}
      <dl class="keys">
        {rows.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>{common.close}</button>
      </div>
    </Dialog>
  );
}
