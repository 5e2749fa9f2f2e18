// The door of the keyboard: which key does what, holding Space to talk, and what opens by a key alone.

export { KeyDialogs } from "./KeyDialogs.tsx";
export { useCallKeys } from "./use_call_keys.ts";
export { useHoldToTalk } from "./use_hold_to_talk.ts";
