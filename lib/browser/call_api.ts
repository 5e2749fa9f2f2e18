// The public face of the call engine: what islands read and call, as types only. Signals go out,
// verbs come in; call.ts, local_media.ts and api.ts make the objects.

import type { ReadonlySignal } from "@preact/signals";
import type { Background } from "../shared/backgrounds.ts";
import type { LocalMedia, LostDevice, MediaFailure, ScreenHint } from "./media_api.ts";
import type { CallFiles } from "./files_api.ts";
import type { ErrorId } from "../shared/errors.ts";
import type { Corner } from "../shared/corner.ts";
import type { View } from "../shared/layout.ts";
import type { LanguageChoice } from "../shared/languages.ts";
import type { PersonPath } from "./doctor_api.ts";
import type { LinkSample, Quality } from "./stats_api.ts";
import type {
  ChatMessage,
  MeetingDraft,
  RemovedUser,
  Role,
  RoomInfo,
  UserInfo,
  WaitingUser,
} from "../shared/protocol.ts";

export type {
  BackgroundState,
  DeviceChoice,
  DeviceState,
  FoundDevice,
  LocalMedia,
  LostDevice,
  MediaFailure,
  OwnDevice,
  ScreenHint,
} from "./media_api.ts";
export type { CallFiles, FileRefusal, FileSource, Transfer, TransferState } from "./files_api.ts";
export type { FlowStats, LinkSample, PictureStats, Quality } from "./stats_api.ts";

/** How the media path to one participant is. */
export type LinkState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  /** It was connected, or should be by now; the engine is repairing it by itself. */
  | { readonly kind: "recovering" }
  /** No path was found; `retry()` of the participant tries again. */
  | { readonly kind: "failed" };

/** How tall pictures are shown, in device pixels; 0 for one that is not. */
export interface ShownSizes {
  readonly camera: number;
  /** Null while there is none: the next one is to come. */
  readonly screen: number | null;
}

/** Somebody else in the call. One object per muid, the same for the whole call. */
export interface RemoteParticipant {
  readonly muid: string;
  /** What the server says of this participant; `online` is false while it reconnects. */
  readonly info: ReadonlySignal<UserInfo>;
  readonly link: ReadonlySignal<LinkState>;
  /** One audio track (microphone), always there once linked: play it in an <audio>. */
  readonly audio: ReadonlySignal<MediaStream | null>;
  /** Null while the camera is off or nothing has arrived. */
  readonly camera: ReadonlySignal<MediaStream | null>;
  /** Screen share with its audio, null while there is none. */
  readonly screen: ReadonlySignal<MediaStream | null>;
  /** Loudness, 0 to 1. */
  readonly level: ReadonlySignal<number>;
  /** How good the connection is, over the last seconds; null while there is nothing to go by. */
  readonly quality: ReadonlySignal<Quality | null>;
  /** The connection over the last two minutes, a sample every two seconds, oldest first. */
  readonly samples: ReadonlySignal<readonly LinkSample[]>;
  /**
   * Says how tall the pictures of this participant are shown here. They send no more than that.
   * Without it they choose by the number of people.
   */
  showAt(sizes: ShownSizes): void;
  retry(): void;
}

/** How the call ended, or why it did not begin. */
export type EndReason =
  | { readonly kind: "left" }
  | { readonly kind: "finished" }
  | { readonly kind: "removed" }
  | { readonly kind: "taken-over" }
  /** The join was refused, or the server ended the session. */
  | { readonly kind: "refused"; readonly error: ErrorId; readonly message: string };

export type CallStatus =
  | { readonly kind: "joining" }
  /** In the lobby, until a host lets us in. */
  | { readonly kind: "waiting" }
  | { readonly kind: "joined" }
  /** The server is out of reach; media goes on. */
  | { readonly kind: "reconnecting" }
  | { readonly kind: "ended"; readonly reason: EndReason };

/** Things said once, quietly. */
export type Notice =
  | { readonly kind: "joined"; readonly muid: string; readonly name: string }
  | { readonly kind: "left"; readonly muid: string; readonly name: string }
  | { readonly kind: "role"; readonly muid: string; readonly name: string; readonly role: Role }
  | { readonly kind: "hand"; readonly muid: string; readonly name: string }
  | { readonly kind: "muted-by-host" }
  | { readonly kind: "camera-off-by-host" }
  | { readonly kind: "device-lost" } & LostDevice
  /** The camera is shown as it is, as its background could not be changed. */
  | { readonly kind: "background-failed" }
  /** Nothing of our screen was sent, because `name` shares theirs. */
  | { readonly kind: "screen-busy"; readonly name: string }
  | { readonly kind: "screen-refused"; readonly error: ErrorId }
  | { readonly kind: "screen-failed"; readonly failure: MediaFailure }
  | { readonly kind: "screen-stopped-by-host" }
  | { readonly kind: "chat"; readonly message: ChatMessage }
  | {
    readonly kind: "reaction";
    readonly muid: string;
    readonly name: string;
    readonly emoji: string;
  }
  | { readonly kind: "waiting"; readonly muid: string; readonly name: string }
  /** Somebody asks whether they may send us a file. */
  | {
    readonly kind: "file";
    readonly muid: string;
    readonly name: string;
    readonly fileName: string;
  };

/** The outcome of a verb that the server answers. */
export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: ErrorId; readonly message: string };

export interface JoinRequest {
  readonly meetingId: string;
  readonly name: string;
  readonly passcode?: string;
}

/** One person's part in one meeting, from "Join" to the end. */
export interface Call {
  readonly status: ReadonlySignal<CallStatus>;
  /** Null until joined. */
  readonly room: ReadonlySignal<RoomInfo | null>;
  /** What the server says of ourselves; null until joined. */
  readonly self: ReadonlySignal<UserInfo | null>;
  /** The others, in the order in which they joined. */
  readonly participants: ReadonlySignal<readonly RemoteParticipant[]>;
  readonly chat: ReadonlySignal<readonly ChatMessage[]>;
  /** Lobby and removed people; filled for hosts only. */
  readonly waiting: ReadonlySignal<readonly WaitingUser[]>;
  readonly removed: ReadonlySignal<readonly RemovedUser[]>;
  /** Muids of those who speak now, ourselves included. */
  readonly speaking: ReadonlySignal<ReadonlySet<string>>;
  /** Who spoke last and longest: the one to show big; null before anybody spoke. */
  readonly activeSpeaker: ReadonlySignal<string | null>;
  readonly media: LocalMedia;
  readonly files: CallFiles;
  /** How the connections to the others run now; for the doctor. */
  readPaths(): Promise<readonly PersonPath[]>;
  /** Calls `handle` for everything worth saying; returns its undo. */
  onNotice(handle: (notice: Notice) => void): () => void;
  /** Switches the own devices and tells the others. */
  setMic(isOn: boolean): Promise<void>;
  setCamera(isOn: boolean): Promise<void>;
  /** False where the browser cannot share a screen, as on phones. */
  readonly canShareScreen: boolean;
  /** Our own shared screen as the others see it, null while it is not shared. */
  readonly screen: ReadonlySignal<MediaStream | null>;
  /** Asks what to share, from a click or a key, or stops; what goes wrong comes as a notice. */
  setScreen(isOn: boolean): Promise<void>;
  sendChat(text: string): Promise<Outcome>;
  rename(name: string): Promise<Outcome>;
  setHand(isUp: boolean): Promise<Outcome>;
  react(emoji: string): Promise<Outcome>;
  /** For hosts. */
  mute(muid: string): Promise<Outcome>;
  /** Mutes everybody else whose microphone is on. */
  muteAll(): Promise<Outcome>;
  stopCamera(muid: string): Promise<Outcome>;
  stopShare(muid: string): Promise<Outcome>;
  setRole(muid: string, role: Role): Promise<Outcome>;
  remove(muid: string): Promise<Outcome>;
  allow(ticket: string): Promise<Outcome>;
  admit(muid: string): Promise<Outcome>;
  deny(muid: string): Promise<Outcome>;
  /** Everybody who waits now. */
  admitAll(): Promise<Outcome>;
  denyAll(): Promise<Outcome>;
  setLocked(isLocked: boolean): Promise<Outcome>;
  finish(): Promise<Outcome>;
  /** Ends the own part: says so to the server, stops every track, link and socket. */
  leave(): Promise<void>;
  /** The same without a word to the server; may be called again. */
  close(): void;
}

/** The REST side and what the browser remembers. */
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
