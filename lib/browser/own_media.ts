// What the own devices give to a call: the tracks to send, and the state to tell. Reads only.

import { computed, signal } from "@preact/signals";
import type { DeviceState, LocalMedia } from "./call_api.ts";
import type { OwnState } from "./own_state.ts";
import type { OwnTracks } from "./peer_lines.ts";

/** The tracks of the devices that are on, one signal per line; nothing is shared yet. */
export function ownTracks(media: LocalMedia): OwnTracks {
  return {
    mic: computed(() => trackOf(media.mic.value)),
    camera: computed(() => trackOf(media.camera.value)),
    screen: signal(null),
    screenAudio: signal(null),
  };
}

/** What the devices really do now. */
export function readOwnState(media: LocalMedia): OwnState {
  return {
    mic: media.mic.peek().kind === "on",
    camera: media.camera.peek().kind === "on",
  };
}

function trackOf(state: DeviceState): MediaStreamTrack | null {
  return state.kind === "on" ? state.track : null;
}
