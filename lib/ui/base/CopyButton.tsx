// A button that copies a text and says so in its own words, also to a screen reader.

import { useEffect, useState } from "preact/hooks";
import checkIcon from "@lucide/icons/icons/check";
import copyIcon from "@lucide/icons/icons/copy";
import triangleAlertIcon from "@lucide/icons/icons/triangle-alert";
import { useText, Words } from "../text/mod.ts";
import { Icon } from "./Icon.tsx";

/** How long "Copied" stands, in milliseconds. */
const shownMs = 2_500;

interface CopyButtonProps {
  /** What the button says, and what it copies. */
  label: string;
  value: string;
  tone?: string;
  /** Nothing of a usual button but what `tone` says. */
  isBare?: boolean;
}

export function CopyButton({ label, value, tone = "", isBare = false }: CopyButtonProps) {
  const { common } = useText();
  const { state, copy } = useCopy();
  const icon = state === "copied" ? checkIcon : state === "failed" ? triangleAlertIcon : copyIcon;
  const says = { idle: label, copied: common.copied, failed: common.copyFailed }[state];
  return (
    <button type="button" class={isBare ? tone : `button ${tone}`} onClick={() => copy(value)}>
      <Icon icon={icon} size={18} aria-hidden="true" />
      <span aria-live="polite">
        <Words>{says}</Words>
      </span>
    </button>
  );
}

type CopyState = "idle" | "copied" | "failed";

/** Copies text and says for a moment whether it worked. */
function useCopy(): { state: CopyState; copy: (text: string) => Promise<void> } {
  const [state, setState] = useState<CopyState>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), shownMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      // No permission, or no secure context (then navigator.clipboard is missing).
      setState("failed");
    }
  };
  return { state, copy };
}
