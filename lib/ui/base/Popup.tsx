// A button that opens a small panel above it. Closes on Escape, on a click elsewhere and when the
// focus moves on; the focus goes back to what opened it.

import type { ComponentChildren, JSX, TargetedFocusEvent, TargetedKeyboardEvent } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

interface PopupProps {
  label: string;
  icon: JSX.Element;
  /** Further classes of the button. */
  tone?: string;
  children: (close: () => void) => ComponentChildren;
}

export function Popup({ label, icon, tone = "", children }: PopupProps) {
  const popup = usePopup();
  return (
    <div class="popup-root" {...popup.root}>
      <button
        type="button"
        class={`round ${tone}`}
        aria-label={label}
        title={label}
        {...popup.button}
      >
        {icon}
      </button>
      {popup.isOpen && <PopupBox popup={popup} label={label}>{children(popup.close)}</PopupBox>}
    </div>
  );
}

/** The panel itself, inside of `popup.root`. */
export function PopupBox(
  { popup, label, children }: { popup: PopupState; label: string; children: ComponentChildren },
) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) keepInside(box.current);
  });
  return <div class="popup" ref={box} id={popup.id} role="group" aria-label={label}>{children}
  </div>;
}

/** Space to the edge of the window, in CSS pixels. */
const edge = 8;

/** Over a button near the edge it would stand beyond the window: moves it back in. */
function keepInside(box: HTMLElement): void {
  box.style.marginLeft = "";
  const { left, right } = box.getBoundingClientRect();
  const room = document.documentElement.clientWidth - edge;
  const shift = left < edge ? edge - left : Math.min(0, room - right);
  if (shift !== 0) box.style.marginLeft = `${shift}px`;
}

export type PopupState = ReturnType<typeof usePopup>;

/** What a popup is made of; `root` goes around all of it, `button` on what opens it. */
export function usePopup() {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const toggle = () => {
    opener.current = document.activeElement;
    setIsOpen(!isOpen);
  };
  const close = () => {
    setIsOpen(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    const handlePointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setIsOpen(false);
    };
    document.addEventListener("pointerdown", handlePointer);
    return () => document.removeEventListener("pointerdown", handlePointer);
  }, [isOpen]);
  return {
    id,
    isOpen,
    toggle,
    close,
    root: {
      ref: root,
      onKeyDown(event: TargetedKeyboardEvent<HTMLElement>) {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      },
      onFocusOut(event: TargetedFocusEvent<HTMLElement>) {
        const next = event.relatedTarget;
        if (next instanceof Node && !event.currentTarget.contains(next)) setIsOpen(false);
      },
    },
    button: {
      "aria-expanded": isOpen,
      "aria-controls": isOpen ? id : undefined,
      // Safari gives a pressed button no focus.
      onClick(event: JSX.TargetedMouseEvent<HTMLElement>) {
        event.currentTarget.focus();
        toggle();
      },
    },
  };
}
