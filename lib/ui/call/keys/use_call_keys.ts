// Which key does what in the call; ShortcutsDialog.tsx tells it to people.

import { useState } from "preact/hooks";
import type { Call } from "../../../browser/call_api.ts";
import { useText } from "../../text/mod.ts";
import type { FullScreen, PipState } from "../view/mod.ts";
import type { StageLayout } from "../stage/mod.ts";
import type { Notices } from "../notices/mod.ts";
import type { PanelState } from "../controls/mod.ts";
import { type Shortcuts, useShortcuts } from "./use_shortcuts.ts";

export type KeyDialog = "list" | "leave";

export interface CallKeys {
  /** The dialog that a key opened. */
  readonly dialog: KeyDialog | null;
  setDialog(dialog: KeyDialog | null): void;
  /** Whether a key does something here, by its lower-case name. */
  does(key: string): boolean;
}

interface KeyTargets {
  readonly isOn: boolean;
  readonly layout: StageLayout;
  readonly panel: PanelState;
  readonly fullScreen: FullScreen;
  readonly pip: PipState;
  readonly report: Notices["report"];
  readonly tell: Notices["tell"];
  /** Starts or stops sharing a screen; none where that cannot be done here. */
  readonly onShare?: (() => void) | undefined;
}

export function useCallKeys(call: Call, targets: KeyTargets): CallKeys {
  const { isOn, layout, panel, fullScreen, pip, report, tell, onShare } = targets;
  const { people: text } = useText();
  const [dialog, setDialog] = useState<KeyDialog | null>(null);
  const shortcuts: Shortcuts = {
    m() {
      const isOn = call.media.mic.value.kind !== "on";
      tell(isOn ? text.micOn : text.micOff);
      void call.setMic(isOn);
    },
    v() {
      const isOn = call.media.camera.value.kind !== "on";
      tell(isOn ? text.cameraOn : text.cameraOff);
      void call.setCamera(isOn);
    },
    s: onShare,
    c: () => panel.toggle("chat"),
    p: () => panel.toggle("people"),
    h: () => report(call.setHand(!call.self.value?.hand)),
    g: () => layout.chooseView(layout.view === "grid" ? "speaker" : "grid"),
    f: fullScreen.isPossible ? fullScreen.toggle : undefined,
    i: pip.isPossible ? pip.toggle : undefined,
    l: () => setDialog("leave"),
    "?": () => setDialog("list"),
    pageup: () => layout.turnTo(layout.arrangement.page - 1),
    pagedown: () => layout.turnTo(layout.arrangement.page + 1),
    ...pinKeys(layout),
  };
  useShortcuts(shortcuts, isOn);
  return { dialog, setDialog, does: (key) => shortcuts[key] !== undefined };
}

/** 1 to 9 for the tiles as they stand, without one's own; 0 lets go. */
function pinKeys({ tiles, arrangement, pinnable, pin }: StageLayout): Shortcuts {
  const shown = tiles.filter((tile) => arrangement.boxes.has(tile) && pinnable(tile));
  const keys = shown.slice(0, 9).map((tile, index) => [`${index + 1}`, () => pin(tile)] as const);
  return { ...Object.fromEntries(keys), "0": () => pin(null) };
}
