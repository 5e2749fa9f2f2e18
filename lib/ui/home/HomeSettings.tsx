// Opens the settings on the landing page: those that need no device.

import { useState } from "preact/hooks";
import settingsIcon from "@lucide/icons/icons/settings";
import { SettingsDialog } from "../on_demand/SettingsDialog.tsx";
import { useText } from "../text/mod.ts";
import type { HomeClient } from "./use_home.ts";
import { Icon } from "../base/Icon.tsx";

export function HomeSettings({ client }: { client: HomeClient | null }) {
  const label = useText().controls.settings;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="round plain"
        aria-label={label}
        title={label}
        disabled={!client}
        onClick={() => setIsOpen(true)}
      >
        <Icon icon={settingsIcon} size={20} aria-hidden="true" />
      </button>
      {isOpen && client && (
        <SettingsDialog
          source={{ preferences: client.preferences.value, remember: client.remember }}
          devices={null}
          tab="look"
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
