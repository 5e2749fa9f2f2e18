// The browser as the engine sees it, as types only: small enough that a test can stand in for any of
// it. env.ts fills these ports from the real globals; everything else in lib/browser takes them.

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once after `delayMs`; returns its undo, which may be called at any time. */
  after(delayMs: number, task: () => void): () => void;
}

/** What happens to the page: the network is back, the tab is seen, the machine woke, the page goes. */
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

export interface StatsReport {
  forEach(visit: (entry: unknown) => void): void;
}

export interface PeerTransceiver {
  readonly mid: string | null;
  direction: RTCRtpTransceiverDirection;
  readonly sender: PeerSender;
  readonly receiver: PeerReceiver;
}

export interface PeerChannel {
  readonly readyState: RTCDataChannelState;
  send(text: string): void;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
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

/** navigator.mediaDevices and what belongs to it (W3C Media Capture and Streams). */
export interface MediaPort {
  getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks(): MediaStreamTrack[] }>;
  enumerateDevices(): Promise<readonly Pick<MediaDeviceInfo, "kind" | "deviceId" | "label">[]>;
  onDeviceChange(handle: () => void): () => void;
  /** Null where the browser does not tell. */
  permission(name: "microphone" | "camera"): Promise<PermissionState | null>;
}

export interface KeyValues {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Everything the engine takes from the browser; see env.ts. */
export interface Env {
  readonly clock: Clock;
  /** 0 to 1, not for secrets. */
  random(): number;
  uuid(): string;
  /** Same-origin request for JSON; rejects where no answer came. */
  fetchJson(path: string, init: RequestInit): Promise<HttpAnswer>;
  /** Opens a socket to a path of the page's own origin. */
  openSocket(path: string, handlers: SocketHandlers): SocketPort;
  createConnection(configuration: RTCConfiguration): PeerConnection;
  /** One ECDSA P-256 certificate (P20). */
  generateCertificate(): Promise<RTCCertificate>;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
  /** Null outside a secure context. */
  readonly media: MediaPort | null;
  createMeter(track: MediaStreamTrack): LevelMeter;
  readonly storage: KeyValues;
  onPage(handle: (event: PageEvent) => void): () => void;
  /** For trouble that has no other way out; `error` is never shown to a person. */
  report(what: string, error: unknown): void;
}
