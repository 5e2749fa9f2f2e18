// A modal <dialog>: the browser keeps the focus in it, closes it on Escape and gives the focus back.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import xIcon from "@lucide/icons/icons/x";
import { useText } from "../text/mod.ts";
import { Icon } from "./Icon.tsx";

interface DialogProps {
  title: string;
  /** Further classes. */
  tone?: string;
  /** A cross beside the title, where no button below closes it. */
  hasCross?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, tone = "", hasCross = false, onClose, children }: DialogProps) {
  const { common } = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The focus may go to what stands further down.
    element?.scrollTo(0, 0);
    return () => element?.close();
  }, []);
  return (
    <dialog
      class={`dialog ${tone}`}
      ref={dialog}
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      // Keys that are meant for it act on nothing that lies under it.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {hasCross && (
          <button
            type="button"
            class="round plain"
            aria-label={common.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon icon={xIcon} aria-hidden="true" />
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}
