// The English sentences for what went wrong: refusals of the server, devices that give nothing,
// the ways a call ends, and error pages. A part of the catalogue in en/mod.ts.

import type { ErrorId } from "../../../shared/errors.ts";

const error: Record<ErrorId, string> = {
  BAD_MESSAGE: "The server did not understand this.",
  BAD_REQUEST: "The server did not understand this.",
  BAD_USER_ID: "The server does not know this browser. Reload the page.",
  UNAUTHORIZED: "The server does not know this browser any more. Reload the page.",
  ENTRY_REQUIRED: "This server is for people who have signed in.",
  PASSCODE_REQUIRED: "This meeting asks for a passcode.",
  PASSCODE_WRONG: "The passcode is not right.",
  FORBIDDEN: "Only a host may do this.",
  FORBIDDEN_ORIGIN: "This server is set up for another address than the one of this page. " +
    "Ask whoever runs it for the right one.",
  ORGANIZER_KEY_WRONG:
    "Your own link is not one of this meeting. You can join without it, as a guest.",
  REMOVED: "A host removed you from this meeting. You can come back when a host allows it.",
  LOCKED: "The meeting is locked: nobody new gets in at the moment.",
  DENIED: "The host did not let you in.",
  NOT_FOUND: "There is nothing at this address.",
  MEETING_NOT_FOUND: "There is no meeting with this number.",
  PEER_NOT_FOUND: "This person is not in the meeting any more.",
  METHOD_NOT_ALLOWED: "The server did not understand this.",
  NAME_TAKEN: "Somebody in the meeting already has this name. Please choose another.",
  MUID_TAKEN: "You are already in this meeting in another tab.",
  ALREADY_JOINED: "You are already in a meeting on this page. Reload it.",
  SCREEN_BUSY: "Somebody else is sharing a screen.",
  LAST_HOST: "A meeting needs a host: make somebody else host first.",
  RESUME_FAILED: "You were away for too long. Join again.",
  BODY_TOO_LARGE: "That is too much text.",
  UPGRADE_REQUIRED: "Something between you and the server blocks the connection.",
  RATE_LIMITED: "That was too often. Wait a moment and try again.",
  ROOM_FULL: "The meeting is full.",
  INTERNAL: "Something went wrong on our side. Please try again.",
  UNAVAILABLE: "The server is out of reach. Check your network and try again.",
};

/** The words a failed device is explained with; one family of browsers each. */
const allowIn = {
  chromium: "Click the icon left of the address, allow camera and microphone, and try again.",
  firefox: "Click the crossed-out camera in the address bar, clear the block, and try again.",
  safari: "Choose Safari → Settings for This Website, allow camera and microphone, and try again.",
  ios: "Tap the button left of the address → Website Settings, allow both, and try again.",
  android: "Tap the icon left of the address → Permissions, allow both, and try again.",
};

const device = { mic: "microphone", camera: "camera", both: "camera and microphone" };
type Devices = keyof typeof device;

export const errorsEn = {
  error,
  allowIn,
  failure: {
    tryAgain: "Try again",
    ownTab: "Open in its own tab",
    joinAnyway: "You can join anyway: you will see and hear the others.",
    title: {
      "denied": (which: Devices) => `ConFlux may not use your ${device[which]}`,
      "denied-by-system": (which: Devices) => `Your system blocks the ${device[which]}`,
      "blocked-by-frame": (which: Devices) =>
        `The page around this meeting blocks your ${device[which]}`,
      "blocked-by-server": (which: Devices) =>
        `This server does not let its pages use your ${device[which]}`,
      "not-found": (which: Devices) => `No ${device[which]} found`,
      "in-use": (which: Devices) => `Another program is using your ${device[which]}`,
      "insecure": (which: Devices) => `This address cannot use your ${device[which]}`,
      "failed": (which: Devices) => `Your ${device[which]} did not start`,
    },
    fix: {
      "denied": "",
      "denied-by-system":
        "Allow it for this browser in the privacy settings of your system, and try again.",
      "blocked-by-frame": "Open the meeting in a tab of its own. Whoever runs the page around it " +
        "can allow camera and microphone in its frame.",
      "blocked-by-server": "Ask whoever runs this server to take the header Permissions-Policy " +
        "out of its proxy.",
      "not-found": "Plug one in, or switch it on, and try again.",
      "in-use": "Close the other program, or the other tab, and try again.",
      "insecure": "Browsers allow camera and microphone on https addresses only. " +
        "Ask whoever runs this server for its https address.",
      "failed": "Unplug it and plug it in again, or choose another one.",
    },
  },
  browser: {
    noCalls: "This browser cannot make calls.",
    noCallsFix: "WebRTC is missing or switched off, by an extension or an administrator. " +
      "Switch it on, or open this link in another browser.",
    forgets: "Your browser keeps nothing of this page: your name and devices will be asked for " +
      "again, and after a reload you join anew.",
    dead: "This page did not start.",
    deadFix:
      "Its scripts are blocked, or this browser is too old. Allow scripts for this address, " +
      "reload the page, or open it in another browser.",
    broken: "Something on this page went wrong.",
    brokenPanel: "Close it and open it again. The call goes on meanwhile.",
    brokenLine: "This message cannot be shown.",
    reload: "Reload",
  },
  exit: {
    pageTitle: "Meeting over · ConFlux",
    rejoin: "Join again",
    meeting: (id: string) => `Meeting ${id}`,
    stopped: "Your camera and microphone are off.",
    reasons: {
      "left": "You left the meeting",
      "finished": "The meeting has ended",
      "removed": "You were removed from the meeting",
      "taken-over": "You joined from another tab",
      "denied": "The host did not let you in",
      "lost": "The connection to the meeting was lost",
    },
    details: {
      "left": "It goes on without you. You can come back at any time.",
      "finished": "The host ended it for everyone.",
      "removed": "You can come back when a host allows it.",
      "taken-over": "The meeting goes on there. You can close this tab.",
      "denied": "Ask the host before you try again.",
      "lost": "You were away for too long. Join again to go on.",
    },
  },
  page: {
    notFoundTitle: "There is nothing here",
    notFound: "The address may be mistyped. A meeting number has nine digits.",
    subPath: "ConFlux does not run under a path of another site, as it is set up here. " +
      "It needs a host name or a port of its own: tell whoever runs it.",
    errorTitle: "Something went wrong",
    error: "That is our fault, not yours. Please try again in a moment.",
  },
};
