// The public face of the call engine: what islands read and call, as types only. Signals go out,
// verbs come in; call.ts, local_media.ts and api.ts make the objects.

import type { ReadonlySignal } from "@preact/signals";
import type { ErrorId } from "../shared/errors.ts";
import type { PersonPath } from "./doctor_api.ts";
import type {
  ChatMessage,
  MeetingDraft,
  RemovedUser,
  Role,
  RoomInfo,
  UserInfo,
  WaitingUser,
} from "../shared/protocol.ts";

/** Why a microphone or camera gives nothing. */
export type MediaFailure =
  /** The person or the browser's setting said no. */
  | "denied"
  /** The operating system said no. */
  | "denied-by-system"
  | "not-found"
  /** Another program holds the device. */
  | "in-use"
  /** Not a secure context: the browser has no devices at all. */
  | "insecure"
  | "failed";

export type DeviceState =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | { readonly kind: "on"; readonly track: MediaStreamTrack; readonly deviceId: string }
  | { readonly kind: "failed"; readonly failure: MediaFailure };

export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

/** The person's own microphone and camera, from the preview to the end of the call. */
export interface LocalMedia {
  readonly mic: ReadonlySignal<DeviceState>;
  readonly camera: ReadonlySignal<DeviceState>;
  readonly microphones: ReadonlySignal<readonly DeviceChoice[]>;
  readonly cameras: ReadonlySignal<readonly DeviceChoice[]>;
  readonly speakers: ReadonlySignal<readonly DeviceChoice[]>;
  /** The chosen speaker, "" for the system's; for HTMLMediaElement.setSinkId. */
  readonly speakerId: ReadonlySignal<string>;
  /** Loudness of the microphone, 0 to 1, a few times a second; 0 while it is off. */
  readonly micLevel: ReadonlySignal<number>;
  setMic(isOn: boolean): Promise<void>;
  setCamera(isOn: boolean): Promise<void>;
  chooseMicrophone(deviceId: string): Promise<void>;
  chooseCamera(deviceId: string): Promise<void>;
  chooseSpeaker(deviceId: string): void;
  /** Calls `handle` when a device that was on went away; returns its undo. */
  onLost(handle: (device: "mic" | "camera") => void): () => void;
  /** Stops every track; may be called again. */
  close(): void;
}

/** How the media path to one participant is. */
export type LinkState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  /** It was connected, or should be by now; the engine is repairing it by itself. */
  | { readonly kind: "recovering" }
  /** No path was found; `retry()` of the participant tries again. */
  | { readonly kind: "failed" };

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
  /**
   * Says how tall the camera of this participant is shown here, in device pixels; 0 while it is not
   * shown. They send no more than that. Without it they choose by the number of people.
   */
  showAt(heightPx: number): void;
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
  | { readonly kind: "device-lost"; readonly device: "mic" | "camera" }
  | { readonly kind: "chat"; readonly message: ChatMessage }
  | {
    readonly kind: "reaction";
    readonly muid: string;
    readonly name: string;
    readonly emoji: string;
  }
  | { readonly kind: "waiting"; readonly muid: string; readonly name: string };

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
  /** How the connections to the others run now; for the doctor. */
  readPaths(): Promise<readonly PersonPath[]>;
  /** Calls `handle` for everything worth saying; returns its undo. */
  onNotice(handle: (notice: Notice) => void): () => void;
  /** Switches the own devices and tells the others. */
  setMic(isOn: boolean): Promise<void>;
  setCamera(isOn: boolean): Promise<void>;
  sendChat(text: string): Promise<Outcome>;
  rename(name: string): Promise<Outcome>;
  setHand(isUp: boolean): Promise<Outcome>;
  react(emoji: string): Promise<Outcome>;
  /** For hosts. */
  mute(muid: string): Promise<Outcome>;
  stopCamera(muid: string): Promise<Outcome>;
  setRole(muid: string, role: Role): Promise<Outcome>;
  remove(muid: string): Promise<Outcome>;
  allow(ticket: string): Promise<Outcome>;
  admit(muid: string): Promise<Outcome>;
  deny(muid: string): Promise<Outcome>;
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
  /** Sound and picture go over the relay only, so that the others do not learn our address. */
  isRelayOnly: boolean;
}

/** Everything a page needs, made once per page from the browser's globals; see client.ts. */
export interface Client {
  readonly api: Api;
  readonly preferences: ReadonlySignal<Preferences>;
  /** True where there is a relay and a choice whether to use it: then `isRelayOnly` makes sense. */
  readonly canHideAddress: ReadonlySignal<boolean>;
  /** Changes some preferences and keeps them in the browser. */
  remember(change: Partial<Preferences>): void;
  /** Opens the devices the person had on last time. */
  openMedia(): LocalMedia;
  /** Gets the token and opens the socket ahead of the click, so that joining is one message. */
  warmUp(): void;
  /** Joins; the call's status tells what comes of it. The call owns `media` from here on. */
  join(request: JoinRequest, media: LocalMedia): Call;
  close(): void;
}
