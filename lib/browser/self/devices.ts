// What the own devices give to a call: the tracks to send, the state to tell, and what the person
// wants of them. Reads only.

import { computed } from "@preact/signals";
import type { UserState } from "../../shared/protocol/mod.ts";
import type { DeviceState } from "../devices.ts";
import type { LocalMedia, ScreenShare } from "../media/mod.ts";
import type { OwnTracks } from "../peer/mod.ts";
import type { Preferences } from "../preferences.ts";
import type { RealState } from "./state.ts";

type Devices = Pick<LocalMedia, "mic" | "camera">;

/** The tracks of the devices that are on, one signal per line. */
export function ownTracks(
  media: Devices,
  { screen, screenAudio }: Pick<ScreenShare, "screen" | "screenAudio">,
): OwnTracks {
  return {
    mic: computed(() => trackOf(media.mic.value)),
    camera: computed(() => trackOf(media.camera.value)),
    screen,
    screenAudio,
  };
}

/** What the devices really do now: one that the system silences gives the others nothing. */
export function readOwnState(
  media: Devices,
  { isCaptured }: Pick<ScreenShare, "isCaptured">,
): RealState {
  return {
    mic: isOn(media.mic.peek()),
    camera: isOn(media.camera.peek()),
    screen: isCaptured.peek(),
  };
}

/** What the person has switched on, whether it works or not. */
export function readWanted(media: Devices): Pick<UserState, "mic" | "camera"> {
  return { mic: media.mic.value.kind !== "off", camera: media.camera.value.kind !== "off" };
}

function isOn(state: DeviceState): boolean | null {
  return state.kind === "starting" ? null : state.kind === "on" && !state.isSilenced;
}

/** How the own picture is to be shown, as the protocol has it. */
export function readLook({ isExpanded, isMirrored }: Preferences) {
  return { expandCamera: isExpanded, mirrorCamera: isMirrored };
}

function trackOf(state: DeviceState): MediaStreamTrack | null {
  return state.kind === "on" ? state.track : null;
}
