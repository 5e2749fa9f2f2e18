// Makes one tile big and keeps it so, or lets it go again. Its name says what a press does.

import pinIcon from "@lucide/icons/icons/pin";
import pinOffIcon from "@lucide/icons/icons/pin-off";
import { useText } from "../../text/mod.ts";
import { TileButton } from "./TileButton.tsx";

interface PinButtonProps {
  name: string;
  isPinned: boolean;
  onPin: () => void;
}

export function PinButton({ name, isPinned, onPin }: PinButtonProps) {
  const text = useText().stage;
  const label = isPinned ? text.unpin(name) : text.pin(name);
  return <TileButton label={label} icon={isPinned ? pinOffIcon : pinIcon} onPress={onPin} />;
}
