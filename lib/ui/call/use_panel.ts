// Which panel is open; when it closes, the focus goes to the button that opens it.

import { useEffect, useRef, useState } from "preact/hooks";

export type PanelName = "chat" | "people";

export interface PanelState {
  open: PanelName | null;
  toggle: (name: PanelName) => void;
  close: () => void;
}

/** The id of the button of a panel. */
export function panelButtonId(name: PanelName): string {
  return `open-${name}`;
}

export function usePanel(): PanelState {
  const [open, setOpen] = useState<PanelName | null>(null);
  const closed = useRef<PanelName | null>(null);
  // After the render, because on a phone the bar is hidden while a panel is open.
  useEffect(() => {
    if (open === null && closed.current) {
      document.getElementById(panelButtonId(closed.current))?.focus();
    }
    closed.current = open;
  }, [open]);
  return {
    open,
    toggle: (name) => setOpen(open === name ? null : name),
    close: () => setOpen(null),
  };
}
