// Stands where a panel failed; the call beside it goes on.

import { Panel } from "./Panel.tsx";
import { useText } from "../text/mod.ts";

export function BrokenPanel({ onClose }: { onClose: () => void }) {
  const text = useText().browser;
  return (
    <Panel name="broken" title={text.broken} onClose={onClose}>
      <p class="quiet">{text.brokenPanel}</p>
    </Panel>
  );
}
