// The door of the stage: who and what is shown where, and how large the others are told it is. The
// decisions are lib/shared/layout; knows no panel and no key.

export { Stage } from "./Stage.tsx";
export { type StageLayout, useLayout } from "./use_layout.ts";
export { useShownSizes } from "./use_shown_sizes.ts";
