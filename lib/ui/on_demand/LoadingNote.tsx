// Stands where a screen will be that is loaded on demand, and says so where it cannot be.

import { useText, Words } from "../text/mod.ts";
import type { Missing } from "./use_on_demand.ts";

export function LoadingNote({ state }: { state: Missing }) {
  const { common } = useText();
  if (state !== "outdated") {
    return (
      <p class="loading-note" role="status">
        <Words>{state === "loading" ? common.loading : common.loadFailed}</Words>
      </p>
    );
  }
  return (
    <div class="loading-note stack">
      <p role="status">{common.outdated}</p>
      <div>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {common.reload}
        </button>
      </div>
    </div>
  );
}
