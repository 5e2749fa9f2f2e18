// What a page has of the engine before and around a call, as types only, part of call_api.ts: REST, what
// the browser remembers, and the ways into a call. client.ts and signalling/rest.ts make the objects.

import type { ReadonlySignal } from "@preact/signals";
import type { Background } from "../shared/backgrounds.ts";
import type { Corner } from "../shared/corners.ts";
import type { LanguageChoice } from "../shared/languages.ts";
import type { View } from "../shared/layout/mod.ts";
import type { MeetingDraft, RoomInfo } from "../shared/protocol/mod.ts";
import type { Call, JoinRequest, Outcome } from "./call_api.ts";
import type { LocalMedia, ScreenHint } from "./media/api.ts";

/** The REST side. */
export interface Api {
  /** Creates a meeting; `id` is its nine digits. */
  createMeeting(draft: MeetingDraft): Promise<(Outcome & { ok: false }) | { ok: true; id: string }>;
  /** Looks at a meeting before joining under `name`. */
  lookUp(
    meetingId: string,
    options: { name: string; passcode?: string },
  ): Promise<(Outcome & { ok: false }) | { ok: true; room: RoomInfo }>;
}

/** What the browser remembers for this person. */
export interface Preferences {
  name: string;
  isMicOn: boolean;
  isCameraOn: boolean;
  microphoneId: string;
  cameraId: string;
  speakerId: string;
  isMirrored: boolean;
  /** The others may cut our picture to fill its tile. */
  isExpanded: boolean;
  /** A call begins with the microphone off, however it was left. */
  startsMuted: boolean;
  isNoiseSuppressed: boolean;
  background: Background;
  screenHint: ScreenHint;
  /** A microphone that is off is on while the space bar is held. */
  isPushToTalk: boolean;
  theme: "system" | "light" | "dark";
  /** Sound and picture go over the relay only, so that the others do not learn our address. */
  isRelayOnly: boolean;
  /** Of the pages; "auto" is what the browser asks for. */
  language: LanguageChoice;
  /** How the call is laid out, whether one's own picture is in it, and where while it is small. */
  view: View;
  isSelfShown: boolean;
  selfCorner: Corner;
  /** Single keys act in the call (WCAG 2.1.4). */
  hasShortcuts: boolean;
}

/** Everything a page needs, made once per page from the browser's globals; see client.ts. */
export interface Client {
  readonly api: Api;
  readonly preferences: ReadonlySignal<Preferences>;
  /** True where there is a relay and a choice whether to use it: then `isRelayOnly` makes sense. */
  readonly canHideAddress: ReadonlySignal<boolean>;
  /** Changes some preferences and keeps them in the browser. */
  remember(change: Partial<Preferences>): void;
  /** Takes the passcode that was typed when this tab made the meeting; "" if there is none. */
  takePasscode(meetingId: string): string;
  /** The picture for the background "own", as a data URL; null before one was chosen. */
  readonly ownBackground: ReadonlySignal<string | null>;
  /** Keeps a picture for the background "own" in the browser; false where there is no room. */
  keepBackground(dataUrl: string): boolean;
  /** Opens the devices the person had on last time. */
  openMedia(): LocalMedia;
  /**
   * Gets the token and opens the socket ahead of the click, so that joining is one message. Call it
   * before `comeBack` and `join`.
   */
  warmUp(meetingId: string): void;
  /**
   * Takes back the seat this tab had in the meeting before the page was reloaded, with the devices as
   * they were; null where there is none to take.
   */
  comeBack(meetingId: string): Promise<{ readonly media: LocalMedia; readonly call: Call } | null>;
  /** Joins; the call's status tells what comes of it. The call owns `media` from here on. */
  join(request: JoinRequest, media: LocalMedia): Call;
  close(): void;
}
