// The organizer's own link, to be copied and not to be shown: whoever has it is the organizer.

import { organizerLink } from "../../shared/link_fragment.ts";
import { useText } from "../text/mod.ts";
import { CopyButton } from "./CopyButton.tsx";

interface OwnLinkProps {
  /** The link for everybody. */
  link: string;
  organizerKey: string;
  tone?: string;
}

export function OwnLink({ link, organizerKey, tone }: OwnLinkProps) {
  const text = useText().schedule;
  return (
    <div class="own-link">
      <CopyButton label={text.ownLink} value={organizerLink(link, organizerKey)} tone={tone} />
      <p class="quiet">{text.ownLinkHint}</p>
    </div>
  );
}
