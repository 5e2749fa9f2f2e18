// What the browser remembers for a person: choices, and the secret user id (PROTOCOL.md, "Words").
// A stored value that is broken, or of an older form, falls back to its default.

import * as z from "zod/mini";
import { type ReadonlySignal, signal } from "@preact/signals";
import { isUuid } from "../shared/ids.ts";
import type { Preferences } from "./call_api.ts";
import type { KeyValues } from "./ports.ts";

const preferencesKey = "conflux.preferences";
const userKey = "conflux.user";

const Stored = z.object({
  name: z.catch(z.string(), ""),
  isMicOn: z.catch(z.boolean(), true),
  isCameraOn: z.catch(z.boolean(), true),
  microphoneId: z.catch(z.string(), ""),
  cameraId: z.catch(z.string(), ""),
  speakerId: z.catch(z.string(), ""),
  isMirrored: z.catch(z.boolean(), true),
  isRelayOnly: z.catch(z.boolean(), false),
});

export interface PreferenceStore {
  readonly preferences: ReadonlySignal<Preferences>;
  remember(change: Partial<Preferences>): void;
}

/** Reads the preferences once and keeps every change. */
export function createPreferences(storage: KeyValues): PreferenceStore {
  const preferences = signal<Preferences>(Stored.parse(readJson(storage.get(preferencesKey))));
  return {
    preferences,
    remember(change) {
      preferences.value = { ...preferences.value, ...change };
      storage.set(preferencesKey, JSON.stringify(preferences.value));
    },
  };
}

/** The user id of this browser, made on first use; goes to /config and nowhere else. */
export function readUserId(storage: KeyValues, makeUuid: () => string): string {
  const known = storage.get(userKey);
  if (known && isUuid(known)) return known;
  const userId = makeUuid();
  storage.set(userKey, userId);
  return userId;
}

function readJson(text: string | null): unknown {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
