// The public face of the call engine: what islands read and call, as types only. Signals go out,
// verbs come in; call.ts makes the object. The other parts are named below.

import type { ReadonlySignal } from "@preact/signals";
import type { LocalMedia, LostDevice, MediaFailure } from "./media/api.ts";
import type { CallFiles } from "./files/api.ts";
import type { ErrorId } from "../shared/errors.ts";
import type { PersonPath } from "./doctor/api.ts";
import type { LinkSample, Quality } from "./stats/api.ts";
import type {
  ChatMessage,
  RemovedUser,
  Role,
  RoomInfo,
  UserInfo,
  WaitingUser,
} from "../shared/protocol/mod.ts";

export type { Api, Client, Preferences } from "./client_api.ts";
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
} from "./media/api.ts";
export type { CallFiles, FileRefusal, FileSource, Transfer, TransferState } from "./files/api.ts";
export type { FlowStats, LinkSample, PictureStats, Quality } from "./stats/api.ts";

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
