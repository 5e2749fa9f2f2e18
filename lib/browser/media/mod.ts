// What a person gives to a call, from the preview to its end: microphone, camera and background as one
// object, their screen, and how loud tracks are. Knows no socket and no connections.

export { createReceiverLevel, toAmplitude, toLoudness } from "./audio_level.ts";
export type { FoundDevice } from "./found_devices.ts";
export { createLocalMedia } from "./local_media.ts";
export type { LocalMedia, LostDevice, RefusedDevice } from "./local_media_api.ts";
export { createScreenShare, type ScreenNotice, type ScreenShare } from "./screen_share.ts";
