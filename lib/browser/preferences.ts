// What the browser remembers for a person: choices, the secret user id (PROTOCOL.md, "Words"), and on the
// way from making a meeting to its preview the passcode.
// A stored value that is broken, or of an older form, falls back to its default.

import * as z from "zod/mini";
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Background, backgrounds } from "../shared/backgrounds.ts";
import { type Corner, corners } from "../shared/corners.ts";
import { isUuid } from "../shared/ids.ts";
import { type LanguageChoice, languageChoices } from "../shared/languages.ts";
import type { View } from "../shared/layout/mod.ts";
import { readJson } from "./json.ts";
import type { KeyValues } from "./ports.ts";

/** What a shared screen shows mostly: text, which has to be sharp, or pictures that move. */
export type ScreenHint = "detail" | "motion";

/** What the browser remembers for this person. */
export interface Preferences {
  name: string;
  isMicOn: boolean;
  isCameraOn: boolean;
  microphoneId: string;
  cameraId: string;
  speakerId: string;
  isMirrored: boolean;
  /** The others may cut our picture to fill its tile. */
  isExpanded: boolean;
  /** A call begins with the microphone off, however it was left. */
  startsMuted: boolean;
  isNoiseSuppressed: boolean;
  background: Background;
  screenHint: ScreenHint;
  /** A microphone that is off is on while the space bar is held. */
  isPushToTalk: boolean;
  theme: "system" | "light" | "dark";
  /** Sound and picture go over the relay only, so that the others do not learn our address. */
  isRelayOnly: boolean;
  /** Of the pages; "auto" is what the browser asks for. */
  language: LanguageChoice;
  /** How the call is laid out, whether one's own picture is in it, and where while it is small. */
  view: View;
  isSelfShown: boolean;
  selfCorner: Corner;
  /** Single keys act in the call (WCAG 2.1.4). */
  hasShortcuts: boolean;
}

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
