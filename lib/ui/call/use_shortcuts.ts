// Single keys that work anywhere in the call, except while typing, choosing or answering a dialog
// (and they can be turned off: WCAG 2.1.4).

import { useEffect, useRef } from "preact/hooks";

/** What each key does, by its lower-case name. */
export type Shortcuts = Readonly<Record<string, () => void>>;

export function useShortcuts(shortcuts: Shortcuts, isOn: boolean): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    if (!isOn) return;
    const handleKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof Element && event.target.closest(busy)) return;
      const act = current.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, [isOn]);
}

/** Where keys mean something else. */
const busy = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog";
