// The list of keys (use_call_keys.ts has what they do).

import { Dialog } from "../../base/Dialog.tsx";
import { useText } from "../../text/mod.ts";

interface ShortcutsDialogProps {
  /** False where the person turned the keys off. */
  isOn: boolean;
  canTalk: boolean;
  /** Whether a key does something here. */
  does: (key: string) => boolean;
  onClose: () => void;
}

export function ShortcutsDialog({ isOn, canTalk, does, onClose }: ShortcutsDialogProps) {
  const { keys, common } = useText();
  const single = {
    M: keys.mic,
    V: keys.camera,
    S: keys.share,
    C: keys.chat,
    P: keys.people,
    H: keys.hand,
    G: keys.view,
    F: keys.fullScreen,
    I: keys.pip,
    L: keys.leave,
    "?": keys.list,
  };
  const rows = [
    ...(canTalk ? [[keys.space, keys.talk]] : []),
    ...Object.entries(single).filter(([key]) => does(key.toLowerCase())),
    ["1–9", keys.pin],
    ["Page ↑↓", keys.pages],
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
