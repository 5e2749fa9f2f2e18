// The door of what is said over the stage, in lines, on cards and to screen readers. Knows no tiles.

export { ConnectionBanner } from "./ConnectionBanner.tsx";
export { DeviceOffer } from "./DeviceOffer.tsx";
export { Toasts } from "./Toasts.tsx";
export { UnmuteCard } from "./UnmuteCard.tsx";
export { type Notices, useNotices } from "./use_notices.ts";
export { useKnock } from "./use_knock.ts";
export { WaitingCard } from "./WaitingCard.tsx";
