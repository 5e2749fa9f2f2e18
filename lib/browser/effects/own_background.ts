// The picture a person chose to stand in front of, kept in the browser as a data URL.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { KeyValues } from "../ports.ts";

const key = "conflux.background";

export interface OwnBackground {
  readonly picture: ReadonlySignal<string | null>;
  /** False where there is no room for it; then it holds until the page is left. */
  keep(dataUrl: string): boolean;
}

/** Reads the picture once and keeps the next. */
export function createOwnBackground(storage: KeyValues): OwnBackground {
  const stored = storage.get(key);
  const picture = signal(stored?.startsWith("data:image/") ? stored : null);
  return {
    picture,
    keep(dataUrl) {
      picture.value = dataUrl;
      return storage.set(key, dataUrl);
    },
  };
}
