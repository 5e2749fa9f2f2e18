// Opens the settings over preview or call, out of a context that the page provides. Shows nothing before
// the page is alive.

import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { Icon, type IconData } from "../base/Icon.tsx";
import type {
  BackgroundSettings,
  OpenDevices,
  PreferenceSettings,
  SettingsTab,
} from "../settings/mod.ts";
import { SettingsDialog } from "./SettingsDialog.tsx";

/** The page of a meeting provides it. */
export const SettingsContext = createContext<PreferenceSettings & BackgroundSettings | null>(null);

interface SettingsButtonProps {
  label: string;
  icon: IconData;
  /** What is open first. */
  tab: SettingsTab;
  /** Instead of the usual button. */
  tone?: string;
  devices: OpenDevices;
}

export function SettingsButton(
  { label, icon, tab, tone = "button", devices }: SettingsButtonProps,
) {
  const source = useContext(SettingsContext);
  const [isOpen, setIsOpen] = useState(false);
  if (!source) return null;
  return (
    <>
      <button type="button" class={tone} onClick={() => setIsOpen(true)}>
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
