// A button that copies a text and says so in its own words, also to a screen reader.

import { Check, Copy, TriangleAlert } from "lucide-preact";
import { useText } from "../text/text.ts";
import { useCopy } from "./use_copy.ts";

interface CopyButtonProps {
  /** What the button says, and what it copies. */
  label: string;
  value: string;
  tone?: string;
}

export function CopyButton({ label, value, tone = "" }: CopyButtonProps) {
  const { common } = useText();
  const { state, copy } = useCopy();
  const Icon = state === "copied" ? Check : state === "failed" ? TriangleAlert : Copy;
  const says = { idle: label, copied: common.copied, failed: common.copyFailed }[state];
  return (
    <button type="button" class={`button ${tone}`} onClick={() => copy(value)}>
      <Icon size={18} aria-hidden="true" />
      <span aria-live="polite">{says}</span>
    </button>
  );
}
