// The public face of the call engine: what screens read and call, as types only. Signals go out, verbs
// come in; client.ts and call.ts make the objects. Rooms describe what they make themselves: here it is
// put together, and no room knows of it.

import type { ReadonlySignal } from "@preact/signals";
import type {
  ChatMessage,
  RemovedUser,
  RoomInfo,
  UserInfo,
  WaitingUser,
} from "../shared/protocol/protocol.ts";
import type { CallFiles } from "./files/call_files.ts";
import type { LocalMedia } from "./media/local_media.ts";
import type { PeopleNotice } from "./people/notices.ts";
import type { PersonPath } from "./people/participants.ts";
import type { RemoteParticipant } from "./people/remote.ts";
import type { Preferences } from "./preferences.ts";
import type { Api } from "./rest/api.ts";
import type { OwnNotice } from "./self/own_side.ts";
import type { Commands } from "./signalling/commands.ts";
import type { CallStatus } from "./signalling/membership.ts";

export type { DeviceChoice, MediaFailure } from "./devices/user_media.ts";
export type { DeviceState } from "./devices/slot.ts";
export type { FoundDevice } from "./devices/found.ts";
export type { FileRefusal } from "./files/call_files.ts";
export type { Transfer } from "./files/files.ts";
export type { FileSource } from "./files/outgoing.ts";
export type { TransferState } from "./files/transfer.ts";
export type { ShownSizes } from "./peer/channel.ts";
export type { LinkState } from "./peer/recovery.ts";
export type { Outcome } from "./rest/api.ts";
export type { EndReason } from "./signalling/end_reason.ts";
export type { Quality } from "./stats/mark.ts";
export type { FlowStats, LinkSample, PictureStats } from "./stats/rates.ts";
export type { Api, CallFiles, CallStatus, LocalMedia, Preferences, RemoteParticipant };

/** Things said once, quietly. */
export type Notice =
  | PeopleNotice
  | OwnNotice
  /** Somebody asks whether they may send us a file. */
  | {
    readonly kind: "file";
    readonly muid: string;
    readonly name: string;
    readonly fileName: string;
  };

export interface JoinRequest {
  readonly meetingId: string;
  readonly name: string;
  readonly passcode?: string;
}

/** One person's part in one meeting, from "Join" to the end. */
export interface Call extends Commands {
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
  /** Ends the own part: says so to the server, stops every track, link and socket. */
  leave(): Promise<void>;
  /** The same without a word to the server; may be called again. */
  close(): void;
}

/** Everything a page needs, made once per page from the browser's globals. */
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
