// Sends the invitation on: by the system's own sheet where there is one, as on phones, else by copying it.

import { useEffect, useState } from "preact/hooks";
import userPlusIcon from "@lucide/icons/icons/user-plus";
import { useText } from "../text/mod.ts";
import { CopyButton } from "../base/CopyButton.tsx";
import { Icon, type IconData } from "../base/Icon.tsx";
import type { InviteTexts } from "./invitation.ts";

interface ShareInvitationProps {
  invite: InviteTexts;
  /** Instead of the usual button. */
  tone?: string;
  icon?: IconData;
}

export function ShareInvitation({ invite, tone, icon = userPlusIcon }: ShareInvitationProps) {
  const text = useText().invite;
  const [canShare, setCanShare] = useState(false);
  useEffect(() => setCanShare("share" in navigator && matchMedia("(pointer: coarse)").matches), []);
  if (!canShare) {
    return (
      <CopyButton
        label={text.copy}
        value={invite.invitation}
        {...(tone ? { tone, isBare: true } : {})}
      />
    );
  }
  const share = async () => {
    try {
      await navigator.share({ title: invite.title, text: invite.invitation });
    } catch {
      // They changed their mind.
    }
  };
  return (
    <button type="button" class={tone ?? "button"} onClick={share}>
      <Icon icon={icon} size={tone ? 20 : 18} aria-hidden="true" />
      {text.send}
    </button>
  );
}
