// A peer connection that keeps the rules which matter for glare and repair: signaling states, current
// and pending descriptions, implicit rollback, m-line matching, negotiationneeded, ICE generations,
// and a DTLS association that survives no exchange of the other end, nor of its roles. Rules: RFC 8829,
// RFC 8842, webrtc-pc 4.4.

import type {
  PeerChannel,
  PeerConnection,
  PeerTransceiver,
  StatsReport,
} from "../../../lib/browser/ports.ts";
import { FakeTrack } from "./media.ts";
import type { FakeChannel, FakeNetwork } from "./network.ts";
import { makeSdp, parseSdp, type SdpLine } from "./sdp.ts";

/**
 * Whose rules it keeps where they differ: Firefox answers every offer "active", also where it is the
 * server of the association (RFC 8842, section 5.3, wants the role kept); Chromium refuses such an answer.
 * And a connection of Firefox that failed once finds a path again, but lets nothing through any more.
 */
export type Brand = "chromium" | "firefox";

interface Described {
  readonly type: "offer" | "answer";
  sdp: string;
}

export class FakeTransceiver implements PeerTransceiver {
  mid: string | null = null;
  stopped = false;
  /** What the last answer agreed on. */
  negotiated: string | null = null;
  negotiatedStream: string | null = null;
  stream = "-";
  parameters: RTCRtpEncodingParameters[] = [];
  isTuning = false;
  readonly replaced: (MediaStreamTrack | null)[] = [];
  codecs: readonly RTCRtpCodec[] = [];
  readonly sender;
  readonly receiver;
  #direction: RTCRtpTransceiverDirection;

  constructor(
    readonly pc: FakePeer,
    readonly kind: "audio" | "video",
    direction: RTCRtpTransceiverDirection,
    readonly isFromRemote: boolean,
  ) {
    this.#direction = direction;
    const remote = new FakeTrack(kind);
    remote.muted = true;
    // deno-lint-ignore no-this-alias
    const own = this;
    this.receiver = {
      track: remote.asTrack,
      fake: remote,
      getSynchronizationSources: () => [{ audioLevel: pc.network.level }],
      getStats: () => Promise.resolve<StatsReport>({ forEach() {} }),
    };
    this.sender = {
      track: null as MediaStreamTrack | null,
      async replaceTrack(track: MediaStreamTrack | null) {
        await Promise.resolve();
        pc.assertOpen();
        own.sender.track = track;
        own.replaced.push(track);
      },
      setStreams(...streams: MediaStream[]) {
        own.stream = streams[0]?.id ?? "-";
        pc.updateNegotiationNeeded();
      },
      getParameters: () => ({ encodings: own.parameters.map((one) => ({ ...one })) }) as never,
      // The encoder takes its time, and what is set meanwhile is refused (Chromium, by its transactions).
      async setParameters(parameters: RTCRtpSendParameters) {
        pc.assertOpen();
        if (own.isTuning) throw new DOMException("One at a time", "InvalidStateError");
        own.isTuning = true;
        own.parameters = parameters.encodings;
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
        own.isTuning = false;
      },
    };
  }

  setCodecPreferences(codecs: RTCRtpCodec[]) {
    if (this.negotiated) throw new Error("Codecs are to be chosen before the first negotiation");
    this.codecs = codecs;
  }
  get direction() {
    return this.#direction;
  }
  set direction(direction: RTCRtpTransceiverDirection) {
    this.#direction = direction;
    this.pc.updateNegotiationNeeded();
  }
}

export class FakePeer implements PeerConnection {
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  iceConnectionState: RTCIceConnectionState = "new";
  onnegotiationneeded: ((event: Event) => void) | null = null;
  onicecandidate: ((event: RTCPeerConnectionIceEvent) => void) | null = null;
  onconnectionstatechange: ((event: Event) => void) | null = null;
  oniceconnectionstatechange: ((event: Event) => void) | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly channels: FakeChannel[] = [];
  currentLocal: Described | null = null;
  pendingLocal: Described | null = null;
  currentRemote: Described | null = null;
  pendingRemote: Described | null = null;
  /** Who the DTLS association is with. */
  bound: FakePeer | null = null;
  /** Our end of the DTLS association, once it is agreed on. */
  role: "active" | "passive" | null = null;
  isClosed = false;
  /** How often negotiationneeded fired. */
  negotiations = 0;
  readonly candidates: RTCIceCandidateInit[] = [];
  configuration: RTCConfiguration;
  isRelayed = false;
  /** Nothing comes or goes, whether or not the path stands. */
  /** What the camera gives, where the statistics tell. */
  sourceFps: number | null = null;
  isDeaf = false;
  #received = 0;
  #version = 1;
  #chain: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #needsRestart = false;
  #isNegotiationNeeded = false;
  #mids = 0;

  constructor(
    readonly network: FakeNetwork,
    readonly id: string,
    configuration: RTCConfiguration,
    readonly brand: Brand = "chromium",
  ) {
    this.configuration = configuration;
  }

  /** The first one: for control (P18). */
  get channel(): FakeChannel | null {
    return this.channels[0] ?? null;
  }
  get localDescription() {
    return this.pendingLocal ?? this.currentLocal;
  }
  get remoteDescription() {
    return this.pendingRemote ?? this.currentRemote;
  }

  assertOpen(): void {
    if (this.isClosed) throw new DOMException("closed", "InvalidStateError");
  }

  /** The operations chain: one at a time, each on a later turn (webrtc-pc 4.4.1.2). */
  #enqueue<T>(operation: () => T): Promise<T> {
    this.#queued++;
    const result = this.#chain.then(async () => {
      await Promise.resolve();
      this.assertOpen();
      return operation();
    });
    this.#chain = result.then(() => {}, () => {}).then(() => {
      if (--this.#queued === 0) this.updateNegotiationNeeded();
    });
    return result;
  }

  setLocalDescription(): Promise<void> {
    return this.#enqueue(() => {
      if (this.signalingState === "have-remote-offer") this.#answer();
      else this.#offer();
      this.#gather();
    });
  }

  #fragment(described: Described | null): string | null {
    return described ? parseSdp(described.sdp).fragment : null;
  }

  #offer(): void {
    const known = this.#fragment(this.currentLocal);
    const isRestart = this.#needsRestart || known === null;
    for (const one of this.transceivers) one.mid ??= String(this.#mids++);
    const lines: SdpLine[] = this.transceivers.map(({ kind, mid, direction, stream }) => ({
      kind,
      mid: mid ?? "",
      direction,
      stream,
    }));
    if (this.channel) lines.push({ kind: "application", mid: "dc", direction: "", stream: "-" });
    const fragment = isRestart ? this.network.makeFragment() : known;
    const sdp = makeSdp({
      maker: this.#maker,
      id: this.id,
      version: ++this.#version,
      fragment,
      setup: "actpass",
      lines,
    });
    this.pendingLocal = { type: "offer", sdp };
    this.signalingState = "have-local-offer";
  }

  #answer(): void {
    const remote = parseSdp(this.pendingRemote?.sdp ?? "");
    const old = this.#fragment(this.currentRemote);
    const known = this.#fragment(this.currentLocal);
    const fragment = known === null || remote.fragment !== old
      ? this.network.makeFragment()
      : known;
    const lines = remote.lines.map((line): SdpLine => {
      const own = this.transceivers.find((one) => one.mid === line.mid);
      if (!own) return { ...line, stream: "-" };
      return { ...line, direction: own.direction, stream: own.stream };
    });
    const setup = this.brand === "firefox" ? "active" : this.role ?? "active";
    this.role ??= "active";
    const sdp = makeSdp({
      maker: this.#maker,
      id: this.id,
      version: ++this.#version,
      fragment,
      setup,
      lines,
    });
    this.currentLocal = { type: "answer", sdp };
    this.currentRemote = this.pendingRemote;
    this.pendingRemote = null;
    this.#needsRestart = false;
    this.#settle(lines);
  }

  /** Both descriptions are current: remember what was agreed. */
  #settle(lines: readonly SdpLine[]): void {
    this.signalingState = "stable";
    for (const one of this.transceivers) {
      const line = lines.find(({ mid }) => mid === one.mid);
      one.negotiated = line?.direction ?? null;
      one.negotiatedStream = line?.stream ?? null;
      if (one.parameters.length === 0) one.parameters = [{}];
    }
    this.network.update();
  }

  #gather(): void {
    const described = this.pendingLocal ?? this.currentLocal;
    const fragment = this.#fragment(described);
    if (!described || !fragment || described.sdp.includes("a=candidate:")) return;
    const candidate = `candidate:1 1 udp 1 127.0.0.1 9 typ host ufrag ${fragment}`;
    queueMicrotask(() => {
      if (this.isClosed) return;
      described.sdp += `a=${candidate}\r\n`;
      const wire = { candidate, sdpMid: "0", sdpMLineIndex: 0, usernameFragment: fragment };
      this.onicecandidate?.({ candidate: wire } as unknown as RTCPeerConnectionIceEvent);
    });
  }

  setRemoteDescription({ type, sdp }: { type: RTCSdpType; sdp: string }): Promise<void> {
    return this.#enqueue(() => {
      const { id, lines } = parseSdp(sdp);
      const known = this.currentRemote && parseSdp(this.currentRemote.sdp).id;
      if (known && known !== id) throw new DOMException("other session", "InvalidAccessError");
      if (type === "answer") return this.#takeAnswer(sdp, lines);
      if (this.signalingState === "have-local-offer") this.#rollBack();
      lines.forEach((line, index) => this.#matchLine(line, index));
      this.pendingRemote = { type: "offer", sdp };
      this.signalingState = "have-remote-offer";
    });
  }

  #takeAnswer(sdp: string, lines: readonly SdpLine[]): void {
    if (this.signalingState !== "have-local-offer" || !this.pendingLocal) {
      throw new DOMException(`answer in ${this.signalingState}`, "InvalidStateError");
    }
    const offered = parseSdp(this.pendingLocal.sdp);
    if (offered.lines.length !== lines.length) throw new DOMException("m-lines", "OperationError");
    const role = parseSdp(sdp).setup === "active" ? "passive" : "active";
    if (this.brand === "chromium" && this.role !== null && this.role !== role) {
      throw new DOMException("Failed to set SSL role for the transport", "InvalidAccessError");
    }
    this.role ??= role;
    if (offered.fragment !== this.#fragment(this.currentLocal)) this.#needsRestart = false;
    this.currentLocal = this.pendingLocal;
    this.pendingLocal = null;
    this.currentRemote = { type: "answer", sdp };
    this.#settle(offered.lines);
  }

  /** Implicit rollback of our offer (RFC 8829, section 4.1.10.2). */
  #rollBack(): void {
    const { fragment } = parseSdp(this.pendingLocal?.sdp ?? "");
    const current = this.currentLocal ? parseSdp(this.currentLocal.sdp) : null;
    if (current && fragment !== current.fragment) this.#needsRestart = true;
    for (const one of this.transceivers) {
      if (!current?.lines.some(({ mid }) => mid === one.mid)) one.mid = null;
    }
    this.pendingLocal = null;
    this.signalingState = "stable";
  }

  /** Transceivers of addTransceiver() match no remote m-line (RFC 8829, section 5.10). */
  #matchLine({ kind, mid }: SdpLine, index: number): void {
    if (kind === "application" || this.transceivers.some((one) => one.mid === mid)) return;
    const made = new FakeTransceiver(this, kind, "recvonly", true);
    made.mid = mid;
    this.#mids = Math.max(this.#mids, Number(mid) + 1);
    // The order of getTransceivers() is that of creation; all tests create one side only.
    this.transceivers.splice(Math.max(index, this.transceivers.length), 0, made);
  }

  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    return this.#enqueue(() => {
      const remote = this.remoteDescription;
      if (!remote) throw new DOMException("no remote description", "InvalidStateError");
      const fragments = [this.pendingRemote, this.currentRemote].map((one) => this.#fragment(one));
      if (!fragments.includes(candidate.usernameFragment ?? null)) {
        throw new DOMException("unknown ufrag", "OperationError");
      }
      this.candidates.push(candidate);
      this.network.update();
    });
  }

  addTransceiver(kind: "audio" | "video", init: RTCRtpTransceiverInit): FakeTransceiver {
    const made = new FakeTransceiver(this, kind, init.direction ?? "sendrecv", false);
    made.stream = init.streams?.[0]?.id ?? "-";
    this.transceivers.push(made);
    this.updateNegotiationNeeded();
    return made;
  }
  getTransceivers(): FakeTransceiver[] {
    return [...this.transceivers];
  }
  createDataChannel(label: string, init: RTCDataChannelInit): PeerChannel {
    const made = this.network.makeChannel(this, label, init);
    this.channels.push(made);
    this.updateNegotiationNeeded();
    return made;
  }
  restartIce(): void {
    this.#needsRestart = true;
    this.updateNegotiationNeeded();
  }
  setConfiguration(configuration: RTCConfiguration): void {
    this.assertOpen();
    if (configuration.certificates?.[0] !== this.configuration.certificates?.[0]) {
      throw new DOMException("certificates", "InvalidModificationError");
    }
    this.configuration = configuration;
  }
  getStats(): Promise<StatsReport> {
    const candidateType = this.isRelayed ? "relay" : "host";
    // As much of each line as if time had passed.
    const isDeaf = this.isDeaf || this.bound?.isDeaf;
    if (this.connectionState === "connected" && !isDeaf) this.#received += 1_000;
    const { sourceFps } = this;
    const camera = this.getTransceivers()[1]?.mid;
    const entries = [
      ...(sourceFps === null ? [] : [
        { type: "media-source", id: "s", kind: "video", framesPerSecond: sourceFps },
        { type: "outbound-rtp", id: "o", kind: "video", mid: camera, mediaSourceId: "s" },
      ]),
      { type: "local-candidate", id: "l", candidateType },
      {
        type: "remote-candidate",
        id: "r",
        candidateType: this.bound?.isRelayed ? "relay" : "host",
      },
      { type: "inbound-rtp", id: "i", kind: "audio", bytesReceived: this.#received },
      {
        type: "candidate-pair",
        id: "p",
        nominated: true,
        state: "succeeded",
        localCandidateId: "l",
        remoteCandidateId: "r",
      },
    ];
    // Firefox never answers for a connection that is closed meanwhile.
    return new Promise((resolve) =>
      queueMicrotask(() => !(this.isClosed && this.brand === "firefox") && resolve(entries))
    );
  }
  close(): void {
    this.isClosed = true;
    this.signalingState = "closed";
    this.connectionState = "closed";
    this.network.closeChannels(this);
    this.network.update();
  }

  #isNeeded(): boolean {
    if (this.#needsRestart) return true;
    const current = this.currentLocal ? parseSdp(this.currentLocal.sdp) : null;
    const hasChannel = current?.lines.some(({ kind }) => kind === "application");
    if (this.channel && !hasChannel) return true;
    return this.transceivers.some((one) =>
      !current?.lines.some(({ mid }) => mid === one.mid) ||
      one.direction !== one.negotiated || one.stream !== one.negotiatedStream
    );
  }

  /** webrtc-pc, section 4.7.3: fires once, on a later turn, and only in "stable". */
  updateNegotiationNeeded(): void {
    queueMicrotask(() => {
      if (this.isClosed || this.#queued > 0 || this.signalingState !== "stable") return;
      const isNeeded = this.#isNeeded();
      if (!isNeeded || this.#isNegotiationNeeded) {
        this.#isNegotiationNeeded = isNeeded;
        return;
      }
      this.#isNegotiationNeeded = true;
      queueMicrotask(() => {
        if (this.isClosed || this.signalingState !== "stable") return;
        this.#isNegotiationNeeded = false;
        this.negotiations++;
        this.onnegotiationneeded?.(new Event("negotiationneeded"));
      });
    });
  }

  get #maker(): string {
    return this.brand === "firefox" ? "mozilla...THIS_IS_SDPARTA-140.0" : "-";
  }

  /** Called by the network. */
  setPath(state: "new" | "connecting" | "connected" | "disconnected" | "failed"): void {
    const ice = state === "connecting" ? "checking" : state;
    if (state === "failed" && this.brand === "firefox") this.isDeaf = true;
    if (this.iceConnectionState !== ice) {
      this.iceConnectionState = ice;
      this.oniceconnectionstatechange?.(new Event("iceconnectionstatechange"));
    }
    if (this.connectionState === state || this.isClosed) return;
    this.connectionState = state;
    this.onconnectionstatechange?.(new Event("connectionstatechange"));
  }
}
