// Opens the settings over preview or call. Shows nothing where the page provides none.

import type { LucideIcon } from "lucide-preact";
import { useContext, useState } from "preact/hooks";
import type { LocalMedia } from "../../browser/call_api.ts";
import { SettingsContext } from "./settings_context.ts";
import { SettingsDialog, type SettingsTab } from "./SettingsDialog.tsx";

interface SettingsButtonProps {
  label: string;
  icon: LucideIcon;
  /** What is open first. */
  tab: SettingsTab;
  media: LocalMedia;
  /** What switches devices: the media themselves, or the call, which tells the others. */
  switches: Pick<LocalMedia, "setMic" | "setCamera">;
  isInCall?: boolean;
}

export function SettingsButton({ label, icon: Icon, ...rest }: SettingsButtonProps) {
  const source = useContext(SettingsContext);
  const [isOpen, setIsOpen] = useState(false);
  if (!source) return null;
  return (
    <>
      <button type="button" class="button" onClick={() => setIsOpen(true)}>
        <Icon size={18} aria-hidden="true" />
        {label}
      </button>
      {isOpen && <SettingsDialog {...rest} source={source} onClose={() => setIsOpen(false)} />}
    </>
  );
}
