// Nobody else is in the meeting: gives the link to bring somebody in.

import { useText } from "../../text/text.ts";
import { CopyButton } from "../../base/CopyButton.tsx";

export function Alone({ link }: { link: string }) {
  const { call, controls } = useText();
  return (
    <div class="alone">
      <h2>{call.aloneTitle}</h2>
      <p class="quiet">{call.alone}</p>
      <p class="link-text">{link}</p>
      <CopyButton label={controls.copyLink} value={link} tone="primary" />
    </div>
  );
}
