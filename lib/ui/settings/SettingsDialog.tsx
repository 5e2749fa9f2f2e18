// All settings in one dialog: sections beside each other, on a phone under a row of tabs. Every change
// holds at once and is kept; there is nothing to save.

import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Image, Mic, Palette, Users, X } from "lucide-preact";
import type { LocalMedia } from "../../browser/call_api.ts";
import { useText } from "../text.ts";
import { BackgroundSection } from "./BackgroundSection.tsx";
import { CallsSection } from "./CallsSection.tsx";
import { DevicesSection } from "./DevicesSection.tsx";
import { LookSection } from "./LookSection.tsx";
import type { SettingsSource } from "./settings_context.ts";
import { useSettingsText } from "./use_settings_text.ts";

const tabs = ["devices", "picture", "calls", "look"] as const;
export type SettingsTab = typeof tabs[number];
const icons = { devices: Mic, picture: Image, calls: Users, look: Palette };

interface SettingsDialogProps {
  source: SettingsSource;
  tab: SettingsTab;
  media: LocalMedia;
  switches: Pick<LocalMedia, "setMic" | "setCamera">;
  isInCall?: boolean;
  onClose: () => void;
}

export function SettingsDialog(props: SettingsDialogProps) {
  const { source, media, onClose } = props;
  const { common } = useText();
  const text = useSettingsText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState<SettingsTab>(props.tab);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class="dialog settings"
      ref={dialog}
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      // Keys of the call behind it are not meant while it is open.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header class="settings-head">
        <h2 id={`${id}-title`}>{text.title}</h2>
        <button
          type="button"
          class="round plain"
          aria-label={common.close}
          onClick={() => dialog.current?.close()}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      <Tabs id={id} open={open} onOpen={setOpen} />
      <div
        class="settings-body stack"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${open}`}
        tabIndex={0}
      >
        {open === "devices" && (
          <DevicesSection
            source={source}
            media={media}
            switches={props.switches}
            isInCall={props.isInCall ?? false}
          />
        )}
        {open === "picture" && <BackgroundSection source={source} media={media} />}
        {open === "calls" && <CallsSection source={source} />}
        {open === "look" && <LookSection source={source} />}
      </div>
    </dialog>
  );
}

interface TabsProps {
  id: string;
  open: SettingsTab;
  onOpen: (tab: SettingsTab) => void;
}

/** Tabs as the ARIA practices have them: one stop for the keyboard, arrows go on from there. */
function Tabs({ id, open, onOpen }: TabsProps) {
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
        const Icon = icons[tab];
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
            <Icon size={20} aria-hidden="true" />
            {text[tab]}
          </button>
        );
      })}
    </div>
  );
}
