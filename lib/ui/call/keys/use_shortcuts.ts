// Single keys that work anywhere in the call, except while typing, choosing or answering a dialog
// (and they can be turned off: WCAG 2.1.4).

import { useEffect, useRef } from "preact/hooks";
import { keyNames, type PressedKey } from "./key_name.ts";

/** What each key does, by its lower-case name. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

export function useShortcuts(shortcuts: Shortcuts, isOn: boolean): void {
  const current = useRef(shortcuts);
  // Turned off, they are silent at once and not after the next paint.
  current.current = isOn ? shortcuts : {};
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.repeat || isMeantElsewhere(event)) return;
      const act = keyNames(readKey(event)).map((name) => current.current[name]).find(Boolean);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, []);
}

function readKey(event: KeyboardEvent): PressedKey {
  const { key, code, shiftKey: isShifted } = event;
  return { key, code, isShifted, isAltGraph: event.getModifierState("AltGraph") };
}

/** Says whether a key belongs to a field, to a dialog, or to the browser and the system. */
export function isMeantElsewhere(event: KeyboardEvent): boolean {
  // Browsers that fill in a form send a "keydown" that is none and has no key.
  if (!(event instanceof KeyboardEvent)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  // Turning pages is scrolling in a panel.
  return target.closest(event.key.startsWith("Page") ? `${busy}, .panel, .popup` : busy) !== null;
}

/** Where keys mean something else. */
const busy =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog";
