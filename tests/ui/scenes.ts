// What there is to see: every screen in the states worth looking at. `steps` are done on the page,
// by accessible name, before it is looked at.

import type { CallStatus, LinkState, MediaFailure } from "../../lib/browser/call_api.ts";
import type { ErrorId } from "../../lib/shared/errors.ts";

export const meetingId = "314159265";

/** What the fake engine does. */
export interface MeetingScene {
  page: "home" | "meeting";
  /** How many others are in the call. */
  others?: number;
  name?: string;
  isHost?: boolean;
  failure?: MediaFailure;
  isCameraOff?: boolean;
  /** Refuses the look ahead, or the join. */
  lookUp?: ErrorId;
  join?: ErrorId;
  status?: CallStatus["kind"];
  links?: readonly LinkState["kind"][];
  isTalkative?: boolean;
  hasLobby?: boolean;
  /** Upright pictures, as phones send them. */
  isUpright?: boolean;
}

type Step =
  | { press: string }
  | { fill: string; with: string }
  /** Calls `window.fake.<verb>()`. */
  | { fake: "crowd" | "reaction" };

/** `shows` is a selector of what is there once the steps have had their effect. */
type Scene =
  & { steps?: readonly Step[]; shows?: string }
  & (
    | MeetingScene
    | { page: "exit"; reason: string }
    | { page: "error"; status: number }
  );

const join: readonly Step[] = [{ press: "Join" }];
const refused = { shows: "[role=alert]", steps: join };
const call = (scene: Partial<MeetingScene>, ...steps: readonly Step[]): Scene => ({
  page: "meeting",
  name: "Ana Lovelace",
  shows: ".call .tile",
  ...scene,
  steps: [...join, ...steps],
});

const scenes: Record<string, Scene> = {
  "home": { page: "home", name: "Ana Lovelace" },
  "home-errors": {
    page: "home",
    steps: [
      { press: "Start a meeting" },
      { fill: "Meeting number or link", with: "12 34" },
      { press: "Join" },
    ],
  },
  "home-options": { page: "home", name: "Ana", steps: [{ press: "More options" }] },
  "preview": { page: "meeting", name: "Ana Lovelace", others: 3, shows: ".glimpse .avatar" },
  "preview-camera-off": { page: "meeting", name: "Ana Lovelace", isCameraOff: true, others: 1 },
  "preview-denied": { page: "meeting", failure: "denied", shows: ".help" },
  "preview-passcode": {
    page: "meeting",
    name: "Ana",
    lookUp: "PASSCODE_REQUIRED",
    join: "PASSCODE_WRONG",
    shows: "[role=alert]",
    steps: [{ fill: "Passcode", with: "let me in" }, ...join],
  },
  "preview-name-taken": { page: "meeting", name: "Ana", join: "NAME_TAKEN", ...refused },
  "preview-locked": { page: "meeting", name: "Ana", join: "LOCKED", ...refused },
  "unknown": { page: "meeting", lookUp: "MEETING_NOT_FOUND", shows: "[role=alert]" },
  "waiting": {
    page: "meeting",
    name: "Ana",
    status: "waiting",
    hasLobby: true,
    shows: ".waiting-dots",
    steps: join,
  },
  "call-alone": call({ others: 0, isHost: true }),
  "call-2": call({ others: 1 }),
  "call-2-upright": call({ others: 1, isUpright: true }),
  "call-3": call({ others: 2 }),
  "call-4": call({ others: 3, isHost: true }),
  "call-9": call({ others: 8 }, { fake: "crowd" }),
  "call-16": call({ others: 15 }),
  "call-camera-off": call({ others: 1, isCameraOff: true, failure: "denied" }),
  "call-troubles": call({
    others: 4,
    status: "reconnecting",
    links: ["connecting", "recovering", "failed", "connected"],
  }, { fake: "reaction" }),
  "call-chat": call({ others: 3, isTalkative: true }, { press: "Chat, 9 unread" }),
  "call-chat-empty": call({ others: 1 }, { press: "Chat" }),
  "call-people": call(
    { others: 5, isHost: true, hasLobby: true },
    { press: "People, 2 waiting" },
    { press: "Actions for Bo Chen" },
  ),
  "call-knock": call({ others: 2, isHost: true, hasLobby: true, isTalkative: true }),
  "call-remove": call(
    { others: 2, isHost: true },
    { press: "People" },
    { press: "Actions for Bo Chen" },
    { press: "Remove from the meeting" },
  ),
  "call-settings": call({ others: 2 }, { press: "Settings" }),
  "call-leave": call({ others: 2, isHost: true }, { press: "Leave" }),
  "call-reactions": call({ others: 3 }, { press: "React" }),
  "exit-left": { page: "exit", reason: "left" },
  "exit-removed": { page: "exit", reason: "removed" },
  "error-404": { page: "error", status: 404 },
  "error-500": { page: "error", status: 500 },
};

export const sceneNames = Object.keys(scenes);

export function sceneOf(name: string): Scene | undefined {
  return scenes[name];
}
