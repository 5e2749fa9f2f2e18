// Makes one tile big and keeps it so, or lets it go again. Its name says what a press does.

import pinIcon from "@lucide/icons/icons/pin";
import pinOffIcon from "@lucide/icons/icons/pin-off";
import { useText } from "../../text/mod.ts";
import { Icon } from "../../base/Icon.tsx";

interface PinButtonProps {
  name: string;
  isPinned: boolean;
  onPin: () => void;
}

export function PinButton({ name, isPinned, onPin }: PinButtonProps) {
  const text = useText().stage;
  const label = isPinned ? text.unpin(name) : text.pin(name);
  return (
    <button type="button" class="round" aria-label={label} title={label} onClick={onPin}>
      <Icon icon={isPinned ? pinOffIcon : pinIcon} size={20} aria-hidden="true" />
    </button>
  );
}
