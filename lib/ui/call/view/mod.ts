// The door of how the call is looked at: the menu for that, full screen, and a small window of its own.
// Knows nothing of the tiles.

export { type FullScreen, useFullScreen } from "./use_full_screen.ts";
export { type PipState, usePip } from "./use_pip.ts";
export { ViewMenu } from "./ViewMenu.tsx";
