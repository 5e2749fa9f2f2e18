// A button that copies a text and says so in its own words, also to a screen reader.

import checkIcon from "@lucide/icons/icons/check";
import copyIcon from "@lucide/icons/icons/copy";
import triangleAlertIcon from "@lucide/icons/icons/triangle-alert";
import { useText } from "../text/text.ts";
import { useCopy } from "./use_copy.ts";
import { Icon } from "./Icon.tsx";

interface CopyButtonProps {
  /** What the button says, and what it copies. */
  label: string;
  value: string;
  tone?: string;
}

export function CopyButton({ label, value, tone = "" }: CopyButtonProps) {
  const { common } = useText();
  const { state, copy } = useCopy();
  const icon = state === "copied" ? checkIcon : state === "failed" ? triangleAlertIcon : copyIcon;
  const says = { idle: label, copied: common.copied, failed: common.copyFailed }[state];
  return (
    <button type="button" class={`button ${tone}`} onClick={() => copy(value)}>
      <Icon icon={icon} size={18} aria-hidden="true" />
      <span aria-live="polite">{says}</span>
    </button>
  );
}
