// The door of what comes before the call: preview, waiting room, the way back after a reload, and a
// number that is no meeting. Knows nothing of the call.

export { ComingBack } from "./ComingBack.tsx";
export { PreviewScreen } from "./PreviewScreen.tsx";
export { UnknownMeeting } from "./UnknownMeeting.tsx";
export { useGlimpse } from "./use_glimpse.ts";
export { WaitingScreen } from "./WaitingScreen.tsx";
