// The settings over whatever page they are opened from. Small itself: the panel is loaded with it.

import { Dialog } from "../base/Dialog.tsx";
import { LoadingNote } from "./LoadingNote.tsx";
import { useOnDemand } from "./use_on_demand.ts";
import { useText } from "../text/mod.ts";
import type { SettingsPanelProps } from "../settings/mod.ts";

export function SettingsDialog(
  { onClose, ...rest }: SettingsPanelProps & { onClose: () => void },
) {
  const { controls } = useText();
  const loaded = useOnDemand("SettingsPanel");
  return (
    <Dialog title={controls.settings} tone="settings" hasCross onClose={onClose}>
      {typeof loaded === "string" ? <LoadingNote state={loaded} /> : <loaded.value {...rest} />}
    </Dialog>
  );
}
