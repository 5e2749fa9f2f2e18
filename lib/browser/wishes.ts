// What the address of this page asks for (docs/EMBED.md), over what the browser remembers. It holds as long
// as the page, or until the person chooses otherwise, and is never remembered as a choice of theirs.

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { PageWishes } from "../shared/page_options.ts";
import type { Preferences, PreferenceStore } from "./preferences.ts";

export interface WishingStore extends PreferenceStore {
  /** What still comes from the address. */
  readonly wishes: ReadonlySignal<PageWishes>;
  /** Asks for more, or for something else. */
  wish(change: PageWishes): void;
}

const names = ["name", "isMicOn", "isCameraOn", "language", "theme"] as const;

/** Lays the wishes over the preferences that are kept. */
export function createWishes(kept: PreferenceStore, first: PageWishes): WishingStore {
  const wishes = signal(first);
  return {
    wishes,
    wish(change) {
      wishes.value = { ...wishes.peek(), ...change };
    },
    preferences: computed(() => ({ ...kept.preferences.value, ...wishes.value })),
    remember(change) {
      const left: PageWishes = { ...wishes.peek() };
      const own: Partial<Preferences> = { ...change };
      for (const name of names) {
        if (left[name] === undefined || own[name] === undefined) continue;
        // To go along with what was asked for is no choice.
        if (own[name] === left[name]) delete own[name];
        else delete left[name];
      }
      wishes.value = left;
      if (Object.keys(own).length > 0) kept.remember(own);
    },
  };
}
