// The door of the settings. Loaded when somebody opens them, so only islands/Doctor.tsx takes more than
// types from here. Knows neither the pages they are opened from nor where they are kept.

export { SettingsPanel, type SettingsPanelProps } from "./SettingsPanel.tsx";
export type { BackgroundSettings, OpenDevices, PreferenceSettings, SettingsTab } from "./source.ts";
