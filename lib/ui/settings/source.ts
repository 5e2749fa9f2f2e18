// What the settings read and change, wherever they are opened from.

import type { Client, LocalMedia, Preferences } from "../../browser/call_api.ts";

export type SettingsTab = "devices" | "picture" | "calls" | "look";

export interface PreferenceSettings {
  readonly preferences: Preferences;
  readonly remember: Client["remember"];
}

export interface BackgroundSettings {
  /** The picture for the background "own", as a data URL. */
  readonly ownBackground: string | null;
  readonly keepBackground: Client["keepBackground"];
}

/** The devices in use, and what switches them: the media themselves, or the call, which tells the others. */
export interface OpenDevices {
  readonly media: LocalMedia;
  readonly switches: Pick<LocalMedia, "setMic" | "setCamera">;
  readonly isInCall: boolean;
}

export type DeviceSettings = OpenDevices & BackgroundSettings;
