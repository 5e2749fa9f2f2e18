// Makes one tile big and keeps it so, or lets it go again. Its name says what a press does.

import { Pin, PinOff } from "lucide-preact";
import { useText } from "../../text/text.ts";

interface PinButtonProps {
  name: string;
  isPinned: boolean;
  onPin: () => void;
}

export function PinButton({ name, isPinned, onPin }: PinButtonProps) {
  const text = useText().stage;
  const label = isPinned ? text.unpin(name) : text.pin(name);
  const Icon = isPinned ? PinOff : Pin;
  return (
    <button type="button" class="round" aria-label={label} title={label} onClick={onPin}>
      <Icon size={20} aria-hidden="true" />
    </button>
  );
}
