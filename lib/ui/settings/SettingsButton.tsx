// Opens the settings over preview or call. Shows nothing before the page is alive.

import type { LucideIcon } from "lucide-preact";
import { useContext, useState } from "preact/hooks";
import { type OpenDevices, SettingsContext, type SettingsTab } from "./settings_source.ts";
import { SettingsDialog } from "./SettingsDialog.tsx";

interface SettingsButtonProps {
  label: string;
  icon: LucideIcon;
  /** What is open first. */
  tab: SettingsTab;
  devices: OpenDevices;
}

export function SettingsButton({ label, icon: Icon, tab, devices }: SettingsButtonProps) {
  const source = useContext(SettingsContext);
  const [isOpen, setIsOpen] = useState(false);
  if (!source) return null;
  return (
    <>
      <button type="button" class="button" onClick={() => setIsOpen(true)}>
        <Icon size={18} aria-hidden="true" />
        {label}
      </button>
      {isOpen && (
        <SettingsDialog
          source={source}
          devices={{ ...source, ...devices }}
          tab={tab}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
