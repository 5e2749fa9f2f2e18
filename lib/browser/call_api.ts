// The public face of the call engine: what screens read and call, as types only. Signals go out, verbs
// come in; client.ts and call.ts make the objects. Rooms describe what they make themselves: here it is
// put together, and no room knows of it.

import type { ReadonlySignal } from "@preact/signals";
import type { PageWishes } from "../shared/page_options.ts";
import type { RemovedUser, RoomInfo, UserInfo, WaitingUser } from "../shared/protocol/mod.ts";
import type { CallFiles } from "./files/mod.ts";
import type { KnownMeetings } from "./known_meetings.ts";
import type { LocalMedia } from "./media/mod.ts";
import type { MeetingKeys } from "./meeting_keys.ts";
import type { PeopleNotice, PersonPath, RemoteParticipant } from "./people/mod.ts";
import type { Preferences } from "./preferences.ts";
import type { Api } from "./rest/mod.ts";
import type { OwnNotice, UnmuteRequest } from "./self/mod.ts";
import type { CallStatus, Chat, Commands } from "./signalling/mod.ts";

export type { DeviceChoice, DeviceState, MediaFailure } from "./devices.ts";
export type { FileRefusal, FileSource, Transfer, TransferState } from "./files/mod.ts";
export type { FoundDevice } from "./media/mod.ts";
export type { LinkState, ShownSizes } from "./peer/mod.ts";
export type { Outcome } from "./rest/mod.ts";
export type { EndReason } from "./signalling/mod.ts";
export type { FlowStats, LinkSample, PictureStats, Quality } from "./stats/mod.ts";
export type { Api, CallFiles, CallStatus, KnownMeetings, LocalMedia, MeetingKeys };
export type { KnownMeeting } from "./known_meetings.ts";
export type { Preferences, RemoteParticipant };

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
  /** Makes the person the organizer, on whichever device. */
  readonly organizerKey?: string;
  /** Lets the person in where the meeting asks for its link. */
  readonly linkKey?: string;
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
  readonly chat: Chat;
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
  /** Whether a host asks us to switch the microphone on. */
  readonly unmuteRequest: UnmuteRequest;
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
  /** The server is set up for another address than this page's: nobody gets in from here. */
  readonly isOriginRefused: ReadonlySignal<boolean>;
  /** False where the browser has no WebRTC: joining makes no sense. */
  readonly canCall: boolean;
  /** False where the browser keeps nothing of this page. */
  readonly canRemember: boolean;
  /** Changes some preferences and keeps them in the browser. */
  remember(change: Partial<Preferences>): void;
  /** What of the preferences comes from the address of the page and not from the person. */
  readonly wishes: ReadonlySignal<PageWishes>;
  /** The page around ours asks for something else. */
  wish(change: PageWishes): void;
  /** The devices that were opened last, and the call they are in; null before. */
  readonly current: ReadonlySignal<
    { readonly media: LocalMedia; readonly call: Call | null } | null
  >;
  /** Takes the passcode that was typed when this tab made the meeting; "" if there is none. */
  takePasscode(meetingId: string): string;
  /** Meetings made or visited in this browser. */
  readonly known: KnownMeetings;
  /** Keys of the meetings whose organizer this person is; joining shows the meeting's. */
  readonly organizerKeys: MeetingKeys;
  /** Keys that stand in links of meetings; joining shows the meeting's. */
  readonly linkKeys: MeetingKeys;
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
