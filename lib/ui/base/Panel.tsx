// A panel beside the stage; on a phone a sheet over all of it. Takes the focus when it opens and
// closes on Escape.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import xIcon from "@lucide/icons/icons/x";
import { useText } from "../text/mod.ts";
import { Icon } from "./Icon.tsx";

interface PanelProps {
  name: string;
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Panel({ name, title, onClose, children }: PanelProps) {
  const text = useText().common;
  const heading = useRef<HTMLHeadingElement>(null);
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    // A panel may ask for the focus elsewhere, as the chat does for its text field.
    const wanted = root.current?.querySelector<HTMLElement>("[data-autofocus]") ?? heading.current;
    wanted?.focus();
  }, []);
  return (
    <aside
      class="panel"
      id={`panel-${name}`}
      ref={root}
      aria-labelledby={`panel-${name}-title`}
      onKeyDown={(event) => {
        // While an input method composes, Escape ends that.
        if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
        onClose();
      }}
    >
      <header class="panel-head">
        <h2 id={`panel-${name}-title`} ref={heading} tabIndex={-1}>{title}</h2>
        <button type="button" class="round plain" aria-label={text.close} onClick={onClose}>
          <Icon icon={xIcon} aria-hidden="true" />
        </button>
      </header>
      {children}
    </aside>
  );
}
