// What stands between a reload and the call it comes back to.

import { LoaderCircle } from "lucide-preact";
import { useText } from "../text/text.ts";

/** `isSure`: there is a seat, and it is being taken. */
export function ComingBack({ isSure }: { isSure: boolean }) {
  const text = useText().preview;
  return (
    <main class="page coming-back">
      <p role="status">
        <LoaderCircle size={20} class="spin" aria-hidden="true" />
        <span>{isSure ? text.comingBack : text.opening}</span>
      </p>
    </main>
  );
}
