// The door of what a person does about their devices: choosing them, and getting help where they or the
// background give nothing. The same in preview, call and settings; knows none of them.

export { BackgroundHelp } from "./BackgroundHelp.tsx";
export { type BrowserFamily, browserFamily } from "./browser_family.ts";
export { DevicePickers } from "./DevicePickers.tsx";
export { MediaHelp } from "./MediaHelp.tsx";
export { setSpeaker } from "./speaker.ts";
export { useOwnStream } from "./use_own_stream.ts";
export { MicMeter } from "./MicMeter.tsx";
