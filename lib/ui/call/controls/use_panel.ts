// Which panel is open; when it closes, the focus goes to the button that opens it. The connection to
// one person opens out of the list of people, and goes back there.

import { useEffect, useRef, useState } from "preact/hooks";
import type { RemoteParticipant } from "../../../browser/call_api.ts";

export type PanelName = "chat" | "people";

export interface PanelState {
  open: PanelName | "connection" | null;
  toggle: (name: PanelName) => void;
  show: (name: PanelName) => void;
  close: () => void;
  /** Whose connection is looked at, or was last. */
  person: RemoteParticipant | null;
  openConnection: (person: RemoteParticipant) => void;
  /** Back to the list of people. */
  closeConnection: () => void;
}

/** The id of the button of a panel. */
export function panelButtonId(name: PanelName): string {
  return `open-${name}`;
}

export function usePanel(): PanelState {
  const [open, setOpen] = useState<PanelState["open"]>(null);
  const [person, setPerson] = useState<RemoteParticipant | null>(null);
  const closed = useRef<PanelState["open"]>(null);
  // After the render, because on a phone the bar is hidden while a panel is open.
  useEffect(() => {
    if (open === null && closed.current && closed.current !== "connection") {
      document.getElementById(panelButtonId(closed.current))?.focus();
    }
    closed.current = open;
  }, [open]);
  return {
    open,
    person,
    toggle(name) {
      setPerson(null);
      setOpen(open === name ? null : name);
    },
    show: setOpen,
    close: () => setOpen(null),
    openConnection(chosen) {
      setPerson(chosen);
      setOpen("connection");
    },
    closeConnection: () => setOpen("people"),
  };
}
