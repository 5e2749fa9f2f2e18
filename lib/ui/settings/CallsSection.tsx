// How calls begin, what keys do, and what is shared.

import { Check } from "../base/Check.tsx";
import { Choice } from "./Choice.tsx";
import type { PreferenceSettings } from "./source.ts";
import { useSettingsText } from "./words.ts";

export function CallsSection(
  { source: { preferences, remember } }: { source: PreferenceSettings },
) {
  const text = useSettingsText();
  return (
    <>
      <Check
        label={text.startMuted}
        isOn={preferences.startsMuted}
        onChange={(startsMuted) => remember({ startsMuted })}
      />
      <div class="keys-only stack">
        <Check
          label={text.pushToTalk}
          hint={text.pushToTalkHint}
          isOn={preferences.isPushToTalk}
          onChange={(isPushToTalk) => remember({ isPushToTalk })}
        />
        <Check
          label={text.shortcuts}
          hint={text.shortcutsHint}
          isOn={preferences.hasShortcuts}
          onChange={(hasShortcuts) => remember({ hasShortcuts })}
        />
      </div>
      <Choice
        label={text.share}
        options={text.shareHints}
        value={preferences.screenHint}
        onChoose={(screenHint) => remember({ screenHint })}
      />
    </>
  );
}
