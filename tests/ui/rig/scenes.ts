// What there is to see: every screen in the states worth looking at. `steps` are done on the page,
// by accessible name, before it is looked at.

import type { Call, CallStatus, LinkState, MediaFailure } from "../../../lib/browser/call_api.ts";
import type { ErrorId } from "../../../lib/shared/errors.ts";
import type { View } from "../../../lib/shared/layout/scene.ts";

import { isolate } from "../../../lib/ui/text/isolate.ts";
import { type CastName, castOf, readSceneName } from "./casts.ts";

export const meetingId = "314159265";

/** What the fake engine does. */
export interface MeetingScene {
  page: "home" | "meeting";
  /** How many others are in the call. */
  others?: number;
  cast?: CastName;
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
  /** The server was out of reach and is back. */
  isBack?: boolean;
  /** The page was reloaded in the middle of a call, and takes its time. */
  isComingBack?: boolean;
  /** Others whose sockets are gone, by their place. */
  away?: readonly number[];
  files?: "all" | "offer";
  /** Whether there is more of the chat than is shown. */
  earlier?: Call["chat"]["earlier"]["value"];
  /** The server takes no message. */
  sendChat?: ErrorId;
  /** A headset was just plugged in. */
  hasFound?: boolean;
  /** The browser gives the devices no names. */
  hasNoLabels?: boolean;
  isBackgroundBroken?: boolean;
  /** The browser has no WebRTC, or keeps nothing. */
  hasNoWebRtc?: boolean;
  hasNoStorage?: boolean;
  /** Upright pictures, as phones send them. */
  isUpright?: boolean;
  /** Meetings can be made. */
  canCreate?: boolean;
  /** The server takes nobody from the page's address. */
  isOriginRefused?: boolean;
  /** We have the organizer key of the meeting. */
  isOrganizer?: boolean;
  /** HOST for want of the organizer. */
  isStandIn?: boolean;
  /** The meeting asks for its link, and we do not have it. */
  needsLink?: boolean;
  /** Guests may come in before the start. */
  isOpenEarly?: boolean;
  /** Nobody is in the meeting who could let us in. */
  isHostAway?: boolean;
  /** When the meeting starts, in minutes from now. */
  startsInMin?: number;
  /** The browser knows meetings already. */
  hasKnown?: boolean;
  /** The browser asks for the devices, and nobody has answered. */
  isAsking?: boolean;
  /** The server does not answer a join. */
  isSilent?: boolean;
  /** A host would like to hear us. */
  isAskedToUnmute?: boolean;
  view?: View;
  /** Which of the others shares a screen, from 1. */
  sharer?: number;
  /** We share ours. */
  isSharing?: boolean;
  /** Who speaks, from 1; the first one if not said. */
  speaker?: number;
}

type Step =
  | { press: string }
  /** Waits for what a selector finds. */
  | { await: string }
  | { fill: string; with: string }
  /** Picks files of these names for the field with this label. */
  | { pick: readonly string[] }
  | { choose: string; option: string }
  | { key: string }
  /** Gives the focus to what a selector finds. */
  | { focus: string }
  /** Calls `window.fake.<verb>()`. */
  | { fake: "crowd" | "reaction" | "shareRefused" | "go" };

/** `shows` is a selector of what is there once the steps have had their effect. */
type Scene =
  & { steps?: readonly Step[]; shows?: string }
  & (
    | MeetingScene
    | { page: "exit"; reason: string }
    | { page: "error"; status: number }
    | { page: "api" }
  );

const join: readonly Step[] = [{ press: "Join" }];
/** The same where people are let in one by one. */
const ask: readonly Step[] = [{ press: "Ask to join" }];
const refused = { shows: "[role=alert]", steps: join };
const call = (
  scene: Partial<MeetingScene> & { shows?: string },
  ...steps: readonly Step[]
): Scene => ({
  page: "meeting",
  name: "Ana Lovelace",
  shows: ".call .tile",
  ...scene,
  // The preview goes before its buttons, some of which have names that the call's have too.
  steps: [...(scene.hasLobby ? ask : join), { await: ".call" }, ...steps],
});

const preview: MeetingScene & { shows: string } = {
  page: "meeting",
  name: "Ana Lovelace",
  others: 3,
  shows: "[role=tabpanel]",
};

const scenes: Record<string, Scene> = {
  "home": { page: "home", name: "Ana Lovelace" },
  "home-new": { page: "home" },
  "home-errors": {
    page: "home",
    steps: [
      { press: "Start a meeting" },
      { fill: "Meeting number or link", with: "12 34" },
      { press: "Join" },
    ],
  },
  "home-options": { page: "home", name: "Ana", steps: [{ press: "More options" }] },
  "home-schedule": { page: "home", name: "Ana", steps: [{ press: "Schedule for later" }] },
  "home-schedule-more": {
    page: "home",
    name: "Ana",
    steps: [{ press: "Schedule for later" }, { press: "More options" }],
  },
  "home-schedule-errors": {
    page: "home",
    name: "Ana",
    steps: [
      { press: "Schedule for later" },
      { fill: "Start", with: "2001-01-01T12:00" },
      { press: "Schedule meeting" },
    ],
  },
  "home-invitation": {
    page: "home",
    name: "Ana Lovelace",
    canCreate: true,
    isOrganizer: true,
    shows: "a[download]",
    steps: [
      { press: "Schedule for later" },
      { fill: "Title(optional)", with: "Weekly planning of the northern team" },
      { press: "More options" },
      { fill: "Passcode(optional)", with: "let me in" },
      { press: "Schedule meeting" },
    ],
  },
  "preview-early": { page: "meeting", name: "Ana", startsInMin: 12, shows: ".starts" },
  "preview-early-open": {
    page: "meeting",
    name: "Ana",
    startsInMin: 12,
    isOpenEarly: true,
    shows: ".starts",
  },
  "preview-number-alone": {
    page: "meeting",
    name: "Ana",
    startsInMin: 12,
    needsLink: true,
    shows: ".starts",
  },
  "preview": { page: "meeting", name: "Ana Lovelace", others: 3, shows: ".glimpse .avatar" },
  "preview-camera-off": { page: "meeting", name: "Ana Lovelace", isCameraOff: true, others: 1 },
  "preview-denied": { page: "meeting", failure: "denied", shows: ".help" },
  "preview-framed": { page: "meeting", name: "Ana", failure: "blocked-by-frame", shows: ".help" },
  "preview-no-calls": { page: "meeting", name: "Ana", hasNoWebRtc: true, shows: "[data-limit]" },
  "preview-forgets": { page: "meeting", name: "Ana", hasNoStorage: true, shows: "[data-limit]" },
  "preview-camera-busy": {
    page: "meeting",
    name: "Ana Lovelace",
    others: 1,
    shows: "[role=alert]",
    steps: [{ choose: "Camera", option: "OBS Virtual Camera" }],
  },
  "preview-unnamed": { page: "meeting", name: "Ana Lovelace", hasNoLabels: true },
  "preview-passcode": {
    page: "meeting",
    name: "Ana",
    lookUp: "PASSCODE_REQUIRED",
    join: "PASSCODE_WRONG",
    shows: "[role=alert]",
    steps: [{ fill: "Passcode", with: "let me in" }, ...join],
  },
  "preview-passcode-asked": {
    page: "meeting",
    name: "Ana",
    lookUp: "PASSCODE_REQUIRED",
    shows: "[name=passcode]",
  },
  "preview-passcode-known": {
    page: "meeting",
    name: "Ana",
    others: 2,
    startsInMin: 12,
    lookUp: "PASSCODE_REQUIRED",
    shows: ".starts",
    steps: [{ fill: "Passcode", with: "let me in" }, { focus: "[name=name]" }],
  },
  "preview-name-taken": { page: "meeting", name: "Ana", join: "NAME_TAKEN", ...refused },
  "preview-locked": { page: "meeting", name: "Ana", join: "LOCKED", ...refused },
  "unknown": { page: "meeting", lookUp: "MEETING_NOT_FOUND", shows: "[role=alert]" },
  "preview-origin": { page: "meeting", name: "Ana", isOriginRefused: true, shows: ".bad" },
  "waiting-start": {
    page: "meeting",
    name: "Ana",
    status: "waiting",
    startsInMin: 12,
    isHostAway: true,
    shows: ".starts",
    steps: join,
  },
  "waiting-no-host": {
    page: "meeting",
    name: "Ana",
    status: "waiting",
    isHostAway: true,
    shows: ".waiting-dots",
    steps: join,
  },
  "waiting": {
    page: "meeting",
    name: "Ana",
    status: "waiting",
    hasLobby: true,
    shows: ".waiting-dots",
    steps: ask,
  },
  "call-alone": call({ others: 0, isHost: true }),
  "call-alone-guest": call({ others: 0 }),
  "call-2": call({ others: 1 }),
  "call-2-upright": call({ others: 1, isUpright: true }),
  "call-3": call({ others: 2 }),
  "call-4": call({ others: 3, isHost: true }),
  "call-9": call({ others: 8 }, { fake: "crowd" }),
  "call-6": call({ others: 5 }),
  "call-12": call({ others: 11 }),
  "call-16": call({ others: 15, speaker: 13 }),
  "call-speaker": call({ others: 5, view: "speaker", speaker: 2 }),
  "call-speaker-16": call({ others: 15, view: "speaker" }),
  "call-pinned": call({ others: 3 }, { key: "2" }),
  "call-share": call({ others: 3, sharer: 2 }),
  "call-share-2": call({ others: 1, sharer: 1 }),
  "call-share-16": call({ others: 15, sharer: 2, speaker: 13 }),
  "call-share-chat": call({ others: 3, sharer: 2, isTalkative: true }, { press: "Chat, 9 unread" }),
  "call-sharing": call({ others: 3, isSharing: true }),
  "call-sharing-2": call({ others: 1, isSharing: true }),
  "call-sharing-alone": call({ others: 0, isSharing: true }),
  "call-corner": call({ others: 1 }, { focus: ".tile-mover" }),
  "call-view": call({ others: 3 }, { press: "View" }),
  "call-keys": call({ others: 3 }, { key: "?" }),
  "call-leave-key": call({ others: 3 }, { key: "l" }),
  "call-camera-off": call({ others: 1, isCameraOff: true, failure: "denied" }),
  "call-troubles": call({
    others: 5,
    status: "reconnecting",
    links: ["connecting", "recovering", "failed", "connected", "connected"],
    away: [5],
    shows: ".banner",
  }, { fake: "reaction" }),
  "call-origin": call({ others: 2, status: "reconnecting", isOriginRefused: true }, {
    await: ".banner",
  }),
  "call-back": call({ others: 2, status: "reconnecting", isBack: true, shows: ".banner .good" }),
  "coming-back": { page: "meeting", name: "Ana", isComingBack: true, shows: ".coming-back" },
  "call-chat": call({ others: 3, isTalkative: true }, { press: "Chat, 9 unread" }),
  "call-chat-earlier": call(
    { others: 3, isTalkative: true, earlier: "there" },
    { press: "Chat, 9 unread" },
    { focus: ".chat-earlier button" },
  ),
  "call-chat-earlier-failed": call(
    { others: 3, isTalkative: true, earlier: "failed" },
    { press: "Chat, 9 unread" },
    { focus: ".chat-earlier button" },
  ),
  "call-chat-empty": call({ others: 1 }, { press: "Chat" }),
  "call-files": call({ others: 3, isTalkative: true, files: "all" }, { press: "Chat, 10 unread" }),
  "call-file-offer": call({ others: 3, files: "offer" }, { press: "Chat, 1 unread" }),
  "call-file-draft": call(
    { others: 3, isTalkative: true },
    { press: "Chat, 9 unread" },
    { fill: "Message", with: "Long ".repeat(790) },
    { pick: ["Agenda for Monday and all that follows from it.odt", "photo.png"] },
  ),
  "call-chat-refused": call(
    { others: 1, sendChat: "RATE_LIMITED" },
    { press: "Chat" },
    { fill: "Message", with: "Hello" },
    { press: "Send message" },
  ),
  "call-chat-away": call(
    { others: 1, isTalkative: true, status: "reconnecting" },
    { press: "Chat, 9 unread" },
    { fill: "Message", with: "I am in the tunnel, back in a minute" },
    { press: "Send message" },
  ),
  "call-people-9": call({ others: 8 }, { press: "People, 9 here" }),
  "call-people-9-host": call(
    { others: 8, isHost: true, hasLobby: true },
    { press: "People, 2 waiting" },
  ),
  "call-people": call(
    { others: 5, isHost: true, hasLobby: true },
    { press: "People, 2 waiting" },
    { press: "Actions for Bo Chen" },
  ),
  "call-people-stand-in": call(
    { others: 5, isHost: true, isStandIn: true, hasLobby: true },
    { press: "People, 2 waiting" },
    { press: "Actions for Bo Chen" },
  ),
  "call-connection": call(
    { others: 3 },
    { press: "People, 4 here" },
    { press: "Connection to Bo Chen: good" },
  ),
  "call-connection-table": call(
    { others: 1 },
    { press: "People, 2 here" },
    { press: "Connection to Bo Chen: good" },
    { press: "The same as a table" },
  ),
  "call-knock": call({ others: 2, isHost: true, hasLobby: true, isTalkative: true }),
  "call-remove": call(
    { others: 2, isHost: true },
    { press: "People, 3 here" },
    { press: "Actions for Bo Chen" },
    { press: "Remove from the meeting" },
  ),
  "call-settings": call({ others: 2, isHost: true, isOrganizer: true }, { press: "Settings" }),
  "call-settings-all": call(
    { others: 2, shows: "[role=tabpanel]" },
    { press: "Settings" },
    { press: "All settings" },
  ),
  "call-device-found": call({ others: 2, hasFound: true }),
  "call-unnamed-found": call({ others: 2, hasFound: true, hasNoLabels: true }),
  "call-share-refused": call({ others: 2 }, { fake: "shareRefused" }),
  "preview-settings": { ...preview, steps: [{ press: "Settings" }] },
  "preview-settings-picture": { ...preview, steps: [{ press: "Background" }] },
  "preview-settings-calls": { ...preview, steps: [{ press: "Settings" }, { press: "Calls" }] },
  "preview-settings-look": { ...preview, steps: [{ press: "Settings" }, { press: "Appearance" }] },
  "preview-background-failed": {
    ...preview,
    shows: ".callout.bad",
    isBackgroundBroken: true,
    isCameraOff: true,
  },
  "call-background-failed": call({
    others: 2,
    isBackgroundBroken: true,
    isCameraOff: true,
    shows: ".stage-card",
  }),
  "home-settings": {
    page: "home",
    name: "Ana",
    shows: "[role=tabpanel]",
    steps: [{ press: "Settings" }],
  },
  "home-settings-calls": {
    page: "home",
    name: "Ana",
    shows: "[role=tabpanel]",
    steps: [{ press: "Settings" }, { press: "Calls" }],
  },
  "preview-lobby": {
    ...preview,
    shows: ".glimpse .avatar",
    hasLobby: true,
    steps: [{ await: "button:has-text('Ask to join')" }],
  },
  "home-yours": {
    page: "home",
    name: "Ana",
    hasKnown: true,
    shows: ".yours li",
    steps: [{ press: "Your meetings (3)" }],
  },
  "home-plan-edit": {
    page: "home",
    name: "Ana",
    hasKnown: true,
    isOrganizer: true,
    shows: "[name=edited-title]",
    steps: [
      { press: "Your meetings (3)" },
      { press: "Invitation: Weekly review" },
      { press: "Change or cancel" },
    ],
  },
  "preview-asking": { page: "meeting", name: "Ana", isAsking: true },
  "preview-slow": {
    page: "meeting",
    name: "Ana",
    isSilent: true,
    shows: ".slow",
    steps: [{ press: "Join" }, { await: ".slow" }],
  },
  "call-unmute": call({ others: 2, isAskedToUnmute: true, shows: ".stage-card" }),
  "call-left-alone": call({ others: 1, isHost: true, shows: ".alone" }, { fake: "go" }),
  "call-guest-alone": call({ others: 0, shows: ".alone" }),
  "call-more": call({ others: 2, isHost: true }, { press: "More" }),
  "call-mic-menu": call({ others: 2 }, { press: "Microphone and speaker" }),
  "call-mic-failed": call({ others: 2, failure: "denied", shows: ".help" }, {
    press: "Microphone does not work: what to do",
  }),
  "call-leave": call({ others: 2, isHost: true }, { press: "Leave" }),
  "call-reactions": call({ others: 3 }, { press: "React" }),
  "exit-left": { page: "exit", reason: "left" },
  "exit-removed": { page: "exit", reason: "removed" },
  "error-404": { page: "error", status: 404 },
  "error-500": { page: "error", status: 500 },
  "api": { page: "api" },
};

/** Scenes of buttons that only a wide bar has, or only a narrow one. */
const wideOnly = new Set([
  "call-reactions",
  "call-settings",
  "call-settings-all",
  "call-mic-menu",
]);
const narrowOnly = new Set(["call-more"]);
const wideFrom = 704;

/** Whether a screen of this width has what the scene shows. */
export function isSceneAt(name: string, width: number): boolean {
  return !(width < wideFrom ? wideOnly : narrowOnly).has(name);
}

export const sceneNames = Object.keys(scenes);

/** The scene of this name, which may begin with a cast's (casts.ts). */
export function sceneOf(whole: string): Scene | undefined {
  const { cast, scene: name } = readSceneName(whole);
  const scene = scenes[name];
  if (!scene || cast === "usual" || !("page" in scene) || !isMeeting(scene)) return scene;
  const { names, self } = castOf(cast);
  const rename = (step: Step): Step =>
    "press" in step ? { press: step.press.replace("Bo Chen", isolate(names[0] ?? "")) } : step;
  return { ...scene, cast, name: self, steps: scene.steps?.map(rename) ?? [] };
}

function isMeeting(scene: Scene): scene is Extract<Scene, { page: "home" | "meeting" }> {
  return scene.page === "home" || scene.page === "meeting";
}
