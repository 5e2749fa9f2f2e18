// Stands where a screen will be that is loaded on demand, and says so where it cannot be.

import { useText } from "../text/mod.ts";

export function LoadingNote({ state }: { state: "loading" | "failed" }) {
  const { common } = useText();
  return <p role="status">{{ loading: common.loading, failed: common.loadFailed }[state]}</p>;
}
