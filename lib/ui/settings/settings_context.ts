// What the settings read and change, wherever they are opened from. The page of a meeting provides it.

import { createContext } from "preact";
import type { Client, Preferences } from "../../browser/call_api.ts";

export interface SettingsSource {
  readonly preferences: Preferences;
  /** The picture for the background "own", as a data URL. */
  readonly ownBackground: string | null;
  readonly remember: Client["remember"];
  readonly keepBackground: Client["keepBackground"];
}

export const SettingsContext = createContext<SettingsSource | null>(null);
