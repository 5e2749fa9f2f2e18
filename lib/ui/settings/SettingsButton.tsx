// Opens the settings over preview or call. Shows nothing before the page is alive.

import { useContext, useState } from "preact/hooks";
import { type OpenDevices, SettingsContext, type SettingsTab } from "./settings_source.ts";
import { SettingsDialog } from "./SettingsDialog.tsx";
import { Icon, type IconData } from "../base/Icon.tsx";

interface SettingsButtonProps {
  label: string;
  icon: IconData;
  /** What is open first. */
  tab: SettingsTab;
  devices: OpenDevices;
}

export function SettingsButton({ label, icon, tab, devices }: SettingsButtonProps) {
  const source = useContext(SettingsContext);
  const [isOpen, setIsOpen] = useState(false);
  if (!source) return null;
  return (
    <>
      <button type="button" class="button" onClick={() => setIsOpen(true)}>
        <Icon icon={icon} size={18} aria-hidden="true" />
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
