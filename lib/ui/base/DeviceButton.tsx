// The switch of a microphone or camera. Its name says what a press does, so it has no pressed state
// beside it that could contradict.

import triangleAlertIcon from "@lucide/icons/icons/triangle-alert";
import type { DeviceState } from "../../browser/call_api.ts";
import { keyHint } from "./key_hint.ts";
import { Icon, type IconData } from "./Icon.tsx";

interface DeviceButtonProps {
  state: DeviceState;
  /** While on, while off. */
  icons: readonly [IconData, IconData];
  /** What a press does while on, while off, and after a failure. */
  labels: readonly [on: string, off: string, failed: string];
  shortcut?: string | undefined;
  onSwitch: (isOn: boolean) => void;
}

export function DeviceButton({ state, icons, labels, shortcut, onSwitch }: DeviceButtonProps) {
  const isOn = state.kind === "on" || state.kind === "starting";
  const icon = icons[isOn ? 0 : 1];
  const label = labels[isOn ? 0 : state.kind === "failed" ? 2 : 1];
  return (
    <button
      type="button"
      class={`round ${isOn ? "" : "off"}`}
      data-state={state.kind}
      aria-label={label}
      aria-busy={state.kind === "starting"}
      {...keyHint(label, shortcut)}
      onClick={() => onSwitch(!isOn)}
    >
      <Icon icon={icon} aria-hidden="true" />
      {state.kind === "failed" && (
        <span class="badge warn">
          <Icon icon={triangleAlertIcon} size={12} aria-hidden="true" />
        </span>
      )}
    </button>
  );
}
