// Every sentence a person can see or hear read out, in English. The type of this object is the
// type of every other language (catalogue.ts); sentences with a blank in them are functions.

import { chatEn } from "./chat.ts";
import { devicesEn } from "./devices.ts";
import { errorsEn } from "./errors.ts";
import { filesEn } from "./files.ts";
import { scheduleEn } from "./schedule.ts";
import { stageEn } from "./stage.ts";

// British, as Americans put one comma more.
const list = new Intl.ListFormat("en-GB");
const plurals = new Intl.PluralRules("en");

/** "Ana", "Ana and Bo", "Ana, Bo and 3 others". */
function people(names: readonly string[]): string {
  if (names.length < 4) return list.format(names);
  return list.format([...names.slice(0, 2), `${names.length - 2} others`]);
}

function isOne(names: readonly string[]): boolean {
  return plurals.select(names.length) === "one";
}

export const en = {
  language: "en" as const,
  appName: "ConFlux",
  ...errorsEn,
  schedule: scheduleEn,
  /** The way to the doctor; its own words, in doctor.ts, come with it. */
  doctorEntry: {
    open: "Check connection",
    title: "Check your connection",
  },
  languages: {
    label: "Language",
    auto: "Language of the browser",
  },
  ...stageEn,
  ...devicesEn,
  common: {
    cancel: "Cancel",
    close: "Close",
    copied: "Copied",
    copyFailed: "Copying did not work",
    home: "Go to the start page",
    you: "You",
    host: "Host",
    optional: "optional",
    loading: "Loading…",
    loadFailed: "This could not be loaded: the server is out of reach. Calls go on without it.",
    outdated:
      "ConFlux was updated while this page was open. Reload it to go on; a call comes back by itself.",
    reload: "Reload",
  },
  home: {
    title: "ConFlux: video meetings nobody else can listen to",
    headline: "Meet. Nobody else listens.",
    lead: "Sound and picture go straight from browser to browser, encrypted. " +
      "No account, nothing to install: send a link and talk.",
    newMeeting: "New meeting",
    name: "Your name",
    meetingTitle: "Title",
    defaultTitle: (name: string) => `Meeting of ${name}`,
    moreOptions: "More options",
    passcode: "Passcode",
    passcodeHint: "Everybody who joins has to type it.",
    lobby: "Let people in one by one",
    lobbyHint: "They wait until you admit them.",
    start: "Start a meeting",
    starting: "Starting…",
    joinMeeting: "Join a meeting",
    number: "Meeting number or link",
    numberExample: "123 456 789",
    join: "Join",
    nameMissing: "Please type your name: it is what the others will see.",
    nameWrong: "This name is too long, or has no character that can be seen.",
    titleWrong: "This title is too long, or has no character that can be seen.",
    passcodeWrong: "A passcode needs a character that can be seen.",
    numberMissing: "Please type the nine digits of the meeting, or paste its link.",
    numberWrong:
      "There is no meeting number in this, or more than one: it has nine digits, like 123 456 789.",
  },
  preview: {
    pageTitle: (id: string) => `Meeting ${id} · ConFlux`,
    title: "Ready to join?",
    number: (id: string) => `Meeting ${id}`,
    here: (names: readonly string[]) =>
      isOne(names) ? `${people(names)} is here` : `${people(names)} are here`,
    nobody: "Nobody is here yet",
    locked: "The host has locked this meeting.",
    lobby: "The host lets people in one by one.",
    name: "Your name",
    passcode: "Passcode",
    passcodeHint: "With it you see what the meeting is, who is there and when it starts.",
    join: "Join",
    joining: "Joining…",
    cameraOff: "Your camera is off",
    cameraStarting: "Starting your camera…",
    allow: "If your browser asks for camera and microphone, choose Allow.",
    picture: "Your camera picture",
    microphone: "Microphone",
    camera: "Camera",
    speaker: "Speaker",
    micLevel: "Microphone level",
    deviceDefault: "System default",
    hideAddress: "Hide my network address",
    hideAddressHint:
      "Everything goes over a relay, so the others cannot see where you connect from.",
    testSpeaker: "Play a test sound",
    unknownTitle: "There is no meeting with this number",
    unknown: (id: string) =>
      `${id} is not a meeting, or it has been ended. Ask for the link again, or start one yourself.`,
    waitingTitle: "You are in the waiting room",
    waiting: "The host knows you are here and will let you in. Keep this page open.",
    stopWaiting: "Leave",
    leaving: "Leaving…",
    opening: "Opening the meeting…",
    comingBack: "Taking you back to your call…",
  },
  controls: {
    label: "Call controls",
    mute: "Mute microphone",
    unmute: "Unmute microphone",
    micFailed: "Microphone does not work, try again",
    stopCamera: "Turn camera off",
    startCamera: "Turn camera on",
    cameraFailed: "Camera does not work, try again",
    raiseHand: "Raise hand",
    lowerHand: "Lower hand",
    react: "React",
    /** In the order of the emojis in the protocol. */
    reactions: [
      "Thumbs up",
      "Heart",
      "Laughing",
      "Surprised",
      "Applause",
      "Celebrate",
      "Thank you",
      "Wave",
    ],
    chat: "Chat",
    chatUnread: (count: number) => `Chat, ${count} unread`,
    people: "People",
    peopleWaiting: (count: number) => `People, ${count} waiting`,
    settings: "Settings",
    allSettings: "All settings",
    background: "Background",
    leave: "Leave",
    leaveOnly: "Leave",
    leaveOnlyHint: "The others go on without you.",
    finish: "End for everyone",
    finishHint: "The meeting is closed for all.",
    finishTitle: "End the meeting for everyone?",
    finishText: "Everybody is sent out, and the meeting number stops working.",
    copyLink: "Copy link",
  },
  call: {
    aloneTitle: "Nobody else is here yet",
    alone: "Send this link to the people you want to meet.",
    tiles: "Participants",
    selfName: (name: string) => `${name} (you)`,
    muted: "microphone off",
    connecting: "Connecting…",
    reconnecting: "Reconnecting…",
    repairing: "Repairing…",
    noPath: "No connection",
    retry: "Try again",
    retryLabel: (name: string) => `Try again to connect to ${name}`,
    serverAway: "Reconnecting… your call goes on",
    serverBack: "Connected again",
    soundBlocked: "Your browser is holding back the sound.",
    turnOnSound: "Turn on sound",
    admit: "Admit",
    deny: "Deny",
    admitLabel: (name: string) => `Admit ${name}`,
    denyLabel: (name: string) => `Deny ${name}`,
    showWaiting: "Show",
  },
  notice: {
    joined: (names: readonly string[]) => `${people(names)} joined`,
    left: (names: readonly string[]) => `${people(names)} left`,
    hand: (names: readonly string[]) =>
      isOne(names) ? `${people(names)} raised a hand` : `${people(names)} raised their hands`,
    waiting: (names: readonly string[]) =>
      isOne(names) ? `${people(names)} wants to join` : `${people(names)} want to join`,
    youHost: "You are a host now",
    youNoHost: "You are no longer a host",
    nowHost: (name: string) => `${name} is a host now`,
    noHost: (name: string) => `${name} is no longer a host`,
    mutedByHost: "A host muted your microphone",
    cameraOffByHost: "A host turned your camera off",
    chat: (name: string, text: string) => `${name}: ${text}`,
    file: (name: string, file: string) => `${name} wants to send you ${file}`,
    reaction: (name: string, emoji: string) => `${name}: ${emoji}`,
  },
  ...chatEn,
  ...filesEn,
  people: {
    title: "People",
    waiting: "Waiting to join",
    inCall: (count: number) => `In the meeting: ${count}`,
    removed: "Removed",
    lock: "Lock the meeting",
    lockHint: "Nobody new gets in.",
    muteAll: "Mute everyone",
    admitAll: "Admit all",
    denyAll: "Deny all",
    stopShare: "Stop the screen share",
    handAt: (place: number) => `hand raised, number ${place}`,
    actions: (name: string) => `Actions for ${name}`,
    mute: "Mute",
    stopCamera: "Turn camera off",
    makeHost: "Make host",
    makeParticipant: "Take host role away",
    remove: "Remove from the meeting",
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: "They leave at once and cannot come back until a host allows it.",
    removeConfirm: "Remove",
    allow: "Allow again",
    allowLabel: (name: string) => `Allow ${name} to come back`,
    micOn: "Microphone on",
    micOff: "Microphone off",
    cameraOn: "Camera on",
    cameraOff: "Camera off",
    away: "reconnecting",
  },
  quality: {
    good: "good",
    fair: "fair",
    poor: "poor",
    lost: "lost",
    unknown: "not measured yet",
    of: (quality: string) => `connection ${quality}`,
    open: (name: string, quality: string) => `Connection to ${name}: ${quality}`,
    title: (name: string) => `Connection to ${name}`,
  },
};
