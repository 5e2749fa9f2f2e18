// What stands between a reload and the call it comes back to.

import loaderCircleIcon from "@lucide/icons/icons/loader-circle";
import { useText, Words } from "../text/mod.ts";
import { Icon } from "../base/Icon.tsx";

/** `isSure`: there is a seat, and it is being taken. */
export function ComingBack({ isSure }: { isSure: boolean }) {
  const text = useText().preview;
  return (
    <main class="page coming-back">
      <h1 role="status">
        <Icon icon={loaderCircleIcon} size={20} class="spin" aria-hidden="true" />
        <Words>{isSure ? text.comingBack : text.opening}</Words>
      </h1>
    </main>
  );
}
