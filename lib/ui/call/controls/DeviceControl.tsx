// The switch of a microphone or camera in the bar, and the arrow that opens its choices. A device that does
// not work opens them too: there stands why, and what to do.

import type { ComponentChildren } from "preact";
import chevronUpIcon from "@lucide/icons/icons/chevron-up";
import { DeviceButton, type DeviceButtonProps } from "../../base/DeviceButton.tsx";
import { Icon } from "../../base/Icon.tsx";
import { PopupBox, usePopup } from "../../base/Popup.tsx";

interface DeviceControlProps extends DeviceButtonProps {
  menuLabel: string;
  children: (close: () => void) => ComponentChildren;
}

export function DeviceControl({ menuLabel, children, ...button }: DeviceControlProps) {
  const popup = usePopup();
  const hasFailed = button.state.kind === "failed";
  return (
    <div class="popup-root device-control" {...popup.root}>
      <DeviceButton
        {...button}
        onSwitch={(isOn) => hasFailed ? popup.toggle() : button.onSwitch(isOn)}
      />
      <button
        type="button"
        class="device-arrow bar-wide"
        aria-label={menuLabel}
        title={menuLabel}
        {...popup.button}
      >
        <Icon icon={chevronUpIcon} size={16} aria-hidden="true" />
      </button>
      {popup.isOpen && <PopupBox popup={popup} label={menuLabel}>{children(popup.close)}</PopupBox>}
    </div>
  );
}
