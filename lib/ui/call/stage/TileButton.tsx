// A round button on a tile: an icon, and its name for whoever points at it or listens.

import { Icon, type IconData } from "../../base/Icon.tsx";

interface TileButtonProps {
  label: string;
  icon: IconData;
  onPress: () => void;
}

export function TileButton({ label, icon, onPress }: TileButtonProps) {
  return (
    <button type="button" class="round" aria-label={label} title={label} onClick={onPress}>
      <Icon icon={icon} size={20} aria-hidden="true" />
    </button>
  );
}
