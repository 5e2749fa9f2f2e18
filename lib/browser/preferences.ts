// What the browser remembers for a person: choices, the secret user id (PROTOCOL.md, "Words"), and on the
// way from making a meeting to its preview the passcode.
// A stored value that is broken, or of an older form, falls back to its default.

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
  /** An invitation has the meeting's passcode in it. */
  sharesPasscode: boolean;
}

const preferencesKey = "conflux.preferences";
const userKey = "conflux.user";
const probeKey = "conflux.probe";
const passcodeKey = "conflux.passcode";

/**
 * Each field falls back alone, so a version of ConFlux that has more or other fields reads what an
 * older or newer one wrote. A field whose meaning changes gets a new name. By hand and not by zod, which
 * the landing page would load for this alone.
 */
function readPreferences(stored: unknown): Preferences {
  type Name = keyof Preferences;
  const field = (name: Name): unknown =>
    typeof stored === "object" && stored ? Reflect.get(stored, name) : undefined;
  const text = (name: Name) => {
    const value = field(name);
    return typeof value === "string" ? value : "";
  };
  const flag = (name: Name, fallback: boolean) => {
    const value = field(name);
    return typeof value === "boolean" ? value : fallback;
  };
  const oneOf = <Choice>(name: Name, choices: readonly Choice[], fallback: Choice) => {
    const value = field(name);
    return choices.find((choice) => choice === value) ?? fallback;
  };
  return {
    name: text("name"),
    isMicOn: flag("isMicOn", true),
    isCameraOn: flag("isCameraOn", true),
    microphoneId: text("microphoneId"),
    cameraId: text("cameraId"),
    speakerId: text("speakerId"),
    isMirrored: flag("isMirrored", true),
    isExpanded: flag("isExpanded", true),
    startsMuted: flag("startsMuted", false),
    isNoiseSuppressed: flag("isNoiseSuppressed", true),
    background: oneOf("background", backgrounds, "none"),
    screenHint: oneOf("screenHint", ["detail", "motion"], "detail"),
    isPushToTalk: flag("isPushToTalk", true),
    theme: oneOf("theme", ["system", "light", "dark"], "system"),
    isRelayOnly: flag("isRelayOnly", false),
    language: oneOf("language", languageChoices, "auto"),
    view: oneOf("view", ["grid", "speaker"], "grid"),
    isSelfShown: flag("isSelfShown", true),
    selfCorner: oneOf("selfCorner", corners, "bottom-right"),
    hasShortcuts: flag("hasShortcuts", true),
    sharesPasscode: flag("sharesPasscode", true),
  };
}

export interface PreferenceStore {
  readonly preferences: ReadonlySignal<Preferences>;
  remember(change: Partial<Preferences>): void;
}

/** Reads the preferences once and keeps every change. */
export function createPreferences(storage: KeyValues): PreferenceStore {
  const read = () => {
    const text = storage.get(preferencesKey);
    return text === null ? null : readPreferences(readJson(text));
  };
  const preferences = signal<Preferences>(read() ?? readPreferences(null));
  return {
    preferences,
    remember(change) {
      // From what is kept, as another tab may have changed something else meanwhile.
      preferences.value = { ...(read() ?? preferences.value), ...change };
      storage.set(preferencesKey, JSON.stringify(preferences.value));
    },
  };
}

/** False where nothing outlasts the page: storage is switched off, or full. */
export function canRemember(storage: KeyValues): boolean {
  const isKept = storage.set(probeKey, "1");
  storage.remove(probeKey);
  return isKept;
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
