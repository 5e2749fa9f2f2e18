// Copies text and says for a moment whether it worked.

import { useEffect, useState } from "preact/hooks";

export type CopyState = "idle" | "copied" | "failed";

/** How long "Copied" stands, in milliseconds. */
const shownMs = 2_500;

export function useCopy(): { state: CopyState; copy: (text: string) => Promise<void> } {
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
