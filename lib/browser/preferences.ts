// What the browser remembers for a person: choices, the secret user id (PROTOCOL.md, "Words"), and on the
// way from making a meeting to its preview the passcode.
// A stored value that is broken, or of an older form, falls back to its default.

import * as z from "zod/mini";
import { type ReadonlySignal, signal } from "@preact/signals";
import { backgrounds } from "../shared/backgrounds.ts";
import { corners } from "../shared/corners.ts";
import { isUuid } from "../shared/ids.ts";
import { languageChoices } from "../shared/languages.ts";
import type { Preferences } from "./call_api.ts";
import { readJson } from "./json.ts";
import type { KeyValues } from "./ports.ts";

const preferencesKey = "conflux.preferences";
const userKey = "conflux.user";
const passcodeKey = "conflux.passcode";

/**
 * Each field falls back alone, so a version of ConFlux that has more or other fields reads what an
 * older or newer one wrote. A field whose meaning changes gets a new name.
 */
const Stored = z.object({
  name: z.catch(z.string(), ""),
  isMicOn: z.catch(z.boolean(), true),
  isCameraOn: z.catch(z.boolean(), true),
  microphoneId: z.catch(z.string(), ""),
  cameraId: z.catch(z.string(), ""),
  speakerId: z.catch(z.string(), ""),
  isMirrored: z.catch(z.boolean(), true),
  isExpanded: z.catch(z.boolean(), true),
  startsMuted: z.catch(z.boolean(), false),
  isNoiseSuppressed: z.catch(z.boolean(), true),
  background: z.catch(z.enum(backgrounds), "none"),
  screenHint: z.catch(z.enum(["detail", "motion"]), "detail"),
  isPushToTalk: z.catch(z.boolean(), true),
  theme: z.catch(z.enum(["system", "light", "dark"]), "system"),
  isRelayOnly: z.catch(z.boolean(), false),
  language: z.catch(z.enum(languageChoices), "auto"),
  view: z.catch(z.enum(["grid", "speaker"]), "grid"),
  isSelfShown: z.catch(z.boolean(), true),
  selfCorner: z.catch(z.enum(corners), "bottom-right"),
  hasShortcuts: z.catch(z.boolean(), true),
});

export interface PreferenceStore {
  readonly preferences: ReadonlySignal<Preferences>;
  remember(change: Partial<Preferences>): void;
}

/** Reads the preferences once and keeps every change. */
export function createPreferences(storage: KeyValues): PreferenceStore {
  const read = () => {
    const text = storage.get(preferencesKey);
    return text === null ? null : Stored.safeParse(readJson(text)).data ?? Stored.parse({});
  };
  const preferences = signal<Preferences>(read() ?? Stored.parse({}));
  return {
    preferences,
    remember(change) {
      // From what is kept, as another tab may have changed something else meanwhile.
      preferences.value = { ...(read() ?? preferences.value), ...change };
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

/**
 * Keeps the passcode typed for a meeting that was just made, for its preview in this tab: its organizer
 * types it once, and it never goes into an address.
 */
export function keepPasscode(
  tabStorage: KeyValues,
  { meetingId, passcode }: { meetingId: string; passcode: string },
): void {
  tabStorage.set(passcodeKey, `${meetingId} ${passcode}`);
}

/** Takes what was kept for this meeting, which is gone then; "" if there is nothing. */
export function takePasscode(tabStorage: KeyValues, meetingId: string): string {
  const kept = tabStorage.get(passcodeKey);
  if (!kept) return "";
  tabStorage.remove(passcodeKey);
  return kept.startsWith(`${meetingId} `) ? kept.slice(meetingId.length + 1) : "";
}
