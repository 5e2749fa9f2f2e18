// The browser as the engine sees it, as types only: small enough that a test can stand in for any of
// it. env/ fills these ports from the real globals; everything else in lib/browser takes them.

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once after `delayMs`; returns its undo, which may be called at any time. */
  after(delayMs: number, task: () => void): () => void;
}

/**
 * What happens to the page: the network is back or another one, the tab is seen, the machine woke, the
 * page goes.
 */
export type PageEvent = "online" | "visible" | "wake" | "pagehide";

export interface SocketHandlers {
  onOpen(): void;
  onText(text: string): void;
  /** May come more than once, and may never come. */
  onClose(code: number): void;
}

export interface SocketPort {
  send(text: string): void;
  close(): void;
}

export interface PeerSender {
  readonly track: MediaStreamTrack | null;
  replaceTrack(track: MediaStreamTrack | null): Promise<void>;
  setStreams?(...streams: MediaStream[]): void;
  getParameters(): RTCRtpSendParameters;
  setParameters(parameters: RTCRtpSendParameters): Promise<void>;
}

export interface PeerReceiver {
  readonly track: MediaStreamTrack;
  getSynchronizationSources?(): { readonly audioLevel?: number }[];
  getStats(): Promise<StatsReport>;
}

/** Codecs in the order we want, null for the browser's own order. */
export interface CodecOrders {
  readonly voice: readonly RTCRtpCodec[] | null;
  readonly video: readonly RTCRtpCodec[] | null;
}

export interface StatsReport {
  forEach(visit: (entry: unknown) => void): void;
}

export interface PeerTransceiver {
  readonly mid: string | null;
  direction: RTCRtpTransceiverDirection;
  readonly sender: PeerSender;
  readonly receiver: PeerReceiver;
  setCodecPreferences?(codecs: RTCRtpCodec[]): void;
}

export interface PeerChannel {
  readonly readyState: RTCDataChannelState;
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
  bufferedAmountLowThreshold: number;
  binaryType: BinaryType;
  send(text: string): void;
  send(data: ArrayBuffer): void;
  onopen: ((event: Event) => void) | null;
  onclose: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onbufferedamountlow: ((event: Event) => void) | null;
}

/** The part of RTCPeerConnection the engine uses (W3C WebRTC, section 4.4). */
export interface PeerConnection {
  readonly signalingState: RTCSignalingState;
  readonly connectionState: RTCPeerConnectionState;
  readonly iceConnectionState: RTCIceConnectionState;
  readonly localDescription: { readonly type: RTCSdpType; readonly sdp: string } | null;
  readonly remoteDescription: { readonly type: RTCSdpType; readonly sdp: string } | null;
  onnegotiationneeded: ((event: Event) => void) | null;
  onicecandidate: ((event: RTCPeerConnectionIceEvent) => void) | null;
  onconnectionstatechange: ((event: Event) => void) | null;
  oniceconnectionstatechange: ((event: Event) => void) | null;
  setLocalDescription(): Promise<void>;
  setRemoteDescription(description: { type: RTCSdpType; sdp: string }): Promise<void>;
  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void>;
  addTransceiver(kind: "audio" | "video", init: RTCRtpTransceiverInit): PeerTransceiver;
  getTransceivers(): PeerTransceiver[];
  createDataChannel(label: string, init: RTCDataChannelInit): PeerChannel;
  restartIce(): void;
  setConfiguration(configuration: RTCConfiguration): void;
  getStats(): Promise<StatsReport>;
  close(): void;
}

/** Reads how loud one track is, 0 to 1. */
export interface LevelMeter {
  read(): number;
  close(): void;
}

export interface ObjectUrls {
  create(blob: Blob): string;
  revoke(url: string): void;
}

/** DisplayMediaStreamOptions with what TypeScript does not list yet (W3C Screen Capture, 5.4). */
export interface DisplayOptions {
  readonly video: MediaTrackConstraints;
  readonly audio: MediaTrackConstraints & { readonly restrictOwnAudio: boolean };
  readonly systemAudio: "include";
  readonly surfaceSwitching: "include";
  readonly selfBrowserSurface: "exclude";
}

/** What a page around ours, or a server, can keep from us (W3C Permissions Policy). */
export type MediaFeature = "microphone" | "camera" | "display-capture";

/** navigator.mediaDevices and what belongs to it (W3C Media Capture and Streams). */
export interface MediaPort {
  getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks(): MediaStreamTrack[] }>;
  /** Missing where the browser cannot share a screen, as on phones. */
  getDisplayMedia?(options: DisplayOptions): Promise<{ getTracks(): MediaStreamTrack[] }>;
  enumerateDevices(): Promise<readonly ListedDevice[]>;
  onDeviceChange(handle: () => void): () => void;
  /** Null where the browser does not tell. */
  permission(name: "microphone" | "camera"): Promise<PermissionState | null>;
  /** Whether the page may use it if the person agrees; null where the browser does not tell. */
  allows(feature: MediaFeature): boolean | null;
  /** Shown in a frame of another page. */
  readonly isFramed: boolean;
}

/** A camera's picture with another background, as long as it runs. */
export interface EffectRun {
  readonly track: MediaStreamTrack;
  stop(): void;
}

/** Changes the background of pictures; see effects/env.ts. Rejects where it cannot. */
export interface VideoEffect {
  /** Resolves when everything it needs is loaded. */
  open(): Promise<void>;
  /** What stands behind the person from now on: a picture by its URL, or a blur (null). */
  show(picture: string | null): Promise<void>;
  /** Runs one camera's track through it; a later start ends an earlier one. */
  start(source: MediaStreamTrack): Promise<EffectRun>;
  /** How long it has been at its present frame, in milliseconds; 0 between two. */
  askBusyMs(): Promise<number>;
  close(): void;
}

/** `groupId` is the same for the parts of one thing, such as a headset. */
export type ListedDevice =
  & Pick<MediaDeviceInfo, "kind" | "deviceId" | "label">
  & Partial<Pick<MediaDeviceInfo, "groupId">>;

export interface KeyValues {
  get(key: string): string | null;
  /** False where it lasts no longer than the page. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Everything the engine takes from the browser; see env/. */
export interface Env {
  readonly clock: Clock;
  /** 0 to 1, not for secrets. */
  random(): number;
  uuid(): string;
  /** Same-origin request for JSON; rejects where no answer came. */
  fetchJson(path: string, init: RequestInit): Promise<HttpAnswer>;
  /** Posts JSON to a path of the page's own origin; it arrives also where the page goes (Beacon API). */
  sendLast(path: string, body: string): void;
  /** Opens a socket to a path of the page's own origin. */
  openSocket(path: string, handlers: SocketHandlers): SocketPort;
  createConnection(configuration: RTCConfiguration): PeerConnection;
  /** One ECDSA P-256 certificate (P20). */
  generateCertificate(): Promise<RTCCertificate>;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
  /** Null outside a secure context. */
  readonly media: MediaPort | null;
  createMeter(track: MediaStreamTrack): LevelMeter;
  /** URL.createObjectURL and its undo (File API, section 8). */
  readonly objectUrls: ObjectUrls;
  readonly codecs: CodecOrders;
  /** False where the browser has no WebRTC: none is built in, or somebody switched it off. */
  readonly canCall: boolean;
  readonly storage: KeyValues;
  /** Outlives a reload and not the tab; a tab that is duplicated hands its copy a copy. */
  readonly tabStorage: KeyValues;
  /**
   * Takes a lock that one page of this origin can have, and keeps it for the life of the page; false
   * where another page still has it after `limitMs`, null where the browser has no locks.
   */
  holdLock(name: string, limitMs: number): Promise<boolean | null>;
  onPage(handle: (event: PageEvent) => void): () => void;
  /** For trouble that has no other way out; `error` is never shown to a person. */
  report(what: string, error: unknown): void;
}

/** What the page of a meeting takes besides. */
export interface MeetingEnv extends Env {
  /** The address of a static file, under which the browser may keep it. */
  assetUrl(path: string): string;
  /** Loads worker and model; `onFailed` hears of what goes wrong at any time after. */
  createVideoEffect(onFailed: (error: Error) => void): VideoEffect;
}
