// Leaves at one press; a host is asked whether the meeting goes on without them.

import { useState } from "preact/hooks";
import phoneOffIcon from "@lucide/icons/icons/phone-off";
import { ConfirmDialog } from "../../base/ConfirmDialog.tsx";
import { Popup } from "../../base/Popup.tsx";
import { useText } from "../../text/mod.ts";
import { Icon } from "../../base/Icon.tsx";

interface LeaveButtonProps {
  canFinish: boolean;
  /** Nobody else is here to go on without them. */
  isAlone: boolean;
  onLeave: () => void;
  onFinish: () => void;
}

export function LeaveButton({ canFinish, isAlone, onLeave, onFinish }: LeaveButtonProps) {
  const text = useText().controls;
  const [isAsking, setIsAsking] = useState(false);
  if (!canFinish) {
    return (
      <button
        type="button"
        class="round leave"
        aria-label={text.leave}
        title={text.leave}
        onClick={onLeave}
      >
        <Icon icon={phoneOffIcon} aria-hidden="true" />
      </button>
    );
  }
  return (
    <>
      <Popup label={text.leave} icon={<Icon icon={phoneOffIcon} aria-hidden="true" />} tone="leave">
        {(close) => (
          <div class="leave-menu">
            <button type="button" class="choice" onClick={onLeave}>
              <strong>{text.leaveOnly}</strong>
              <span class="quiet">{isAlone ? text.leaveAloneHint : text.leaveOnlyHint}</span>
            </button>
            <button
              type="button"
              class="choice"
              onClick={() => {
                close();
                setIsAsking(true);
              }}
            >
              <strong class="bad">{text.finish}</strong>
              <span class="quiet">{text.finishHint}</span>
            </button>
          </div>
        )}
      </Popup>
      {isAsking && (
        <ConfirmDialog
          title={text.finishTitle}
          body={text.finishText}
          confirm={text.finish}
          onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            onFinish();
          }}
        />
      )}
    </>
  );
}
