// The door of the bar under the stage: its buttons and menus, and which panel they open. Knows nothing
// of what is in the panels.

export { CallSettings } from "./CallSettings.tsx";
export { Controls } from "./Controls.tsx";
export { type PanelState, usePanel } from "./use_panel.ts";
