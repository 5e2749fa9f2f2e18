// All settings: sections beside each other, on a phone under a row of tabs. Every change holds at once
// and is kept; there is nothing to save. Loaded when somebody opens it.

import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import imageIcon from "@lucide/icons/icons/image";
import micIcon from "@lucide/icons/icons/mic";
import paletteIcon from "@lucide/icons/icons/palette";
import usersIcon from "@lucide/icons/icons/users";
import { BackgroundSection } from "./BackgroundSection.tsx";
import { CallsSection } from "./CallsSection.tsx";
import { DevicesSection } from "./DevicesSection.tsx";
import { LookSection } from "./LookSection.tsx";
import type { DeviceSettings, PreferenceSettings, SettingsTab } from "./source.ts";
import { useSettingsText } from "./words.ts";
import { Icon } from "../base/Icon.tsx";

const icons = { devices: micIcon, picture: imageIcon, calls: usersIcon, look: paletteIcon };

export interface SettingsPanelProps {
  source: PreferenceSettings;
  /** Null where no device is open, as on the landing page. */
  devices: DeviceSettings | null;
  /** What is open first. */
  tab: SettingsTab;
}

export function SettingsPanel({ source, devices, tab }: SettingsPanelProps) {
  const id = useId();
  const [open, setOpen] = useState(tab);
  const tabs: readonly SettingsTab[] = [
    ...(devices ? ["devices", "picture"] as const : []),
    "calls",
    "look",
  ];
  return (
    <>
      <Tabs id={id} tabs={tabs} open={open} onOpen={setOpen} />
      <div
        class="settings-body stack"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${open}`}
        tabIndex={0}
      >
        {devices && open === "devices" && <DevicesSection source={source} {...devices} />}
        {devices && open === "picture" && <BackgroundSection source={source} {...devices} />}
        {open === "calls" && <CallsSection source={source} />}
        {open === "look" && <LookSection source={source} />}
      </div>
    </>
  );
}

interface TabsProps {
  id: string;
  tabs: readonly SettingsTab[];
  open: SettingsTab;
  onOpen: (tab: SettingsTab) => void;
}

/** Tabs as the ARIA practices have them: one stop for the keyboard, arrows go on from there. */
function Tabs({ id, tabs, open, onOpen }: TabsProps) {
  const text = useSettingsText();
  const handleKey = (event: JSX.TargetedKeyboardEvent<HTMLDivElement>) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = tabs.at((tabs.indexOf(open) + step) % tabs.length) ?? open;
    onOpen(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div class="settings-tabs" role="tablist" aria-label={text.tabs} onKeyDown={handleKey}>
      {tabs.map((tab) => {
        return (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            aria-selected={tab === open}
            aria-controls={tab === open ? `${id}-panel` : undefined}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => onOpen(tab)}
          >
            <Icon icon={icons[tab]} size={20} aria-hidden="true" />
            {text[tab]}
          </button>
        );
      })}
    </div>
  );
}
