// The switch of a microphone or camera. Its name says what a press does, so it has no pressed state
// beside it that could contradict.

import triangleAlertIcon from "@lucide/icons/icons/triangle-alert";
import type { DeviceState } from "../../browser/call_api.ts";
import { keyHint } from "./key_hint.ts";
import { Icon, type IconData } from "./Icon.tsx";

export interface DeviceButtonProps {
  state: DeviceState;
  /** While on, while off. */
  icons: readonly [IconData, IconData];
  /** What a press does while on, while off, and after a failure; and that it waits for the person's word. */
  labels: readonly [on: string, off: string, failed: string, asking: string];
  shortcut?: string | undefined;
  onSwitch: (isOn: boolean) => void;
}

export function DeviceButton({ state, icons, labels, shortcut, onSwitch }: DeviceButtonProps) {
  // What only starts is not on yet: nobody hears or sees anything.
  const isOn = state.kind === "on";
  const isStarting = state.kind === "starting";
  const icon = icons[isOn ? 0 : 1];
  const label = labels[labelOf(state)];
  return (
    <button
      type="button"
      class={`round ${isOn ? "" : isStarting ? "waiting" : "off"}`}
      data-state={state.kind}
      aria-label={label}
      aria-busy={isStarting}
      {...keyHint(label, shortcut)}
      onClick={() => onSwitch(!isOn && !isStarting)}
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

function labelOf(state: DeviceState): 0 | 1 | 2 | 3 {
  if (state.kind === "starting") return state.isAsking ? 3 : 0;
  return state.kind === "on" ? 0 : state.kind === "failed" ? 2 : 1;
}
