// The media path to one participant: makes the connection, replaces it when it or the other side's is
// beyond repair, and says how it is. Knows the other side only as somebody to send signals to.

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { SignalPayload } from "../../shared/protocol/mod.ts";
import type { Clock, PeerConnection } from "../ports.ts";
import type { LinkReport } from "../stats_report.ts";
import type { FileWire, ShownSizes } from "./channel.ts";
import { createLinkConnection, hasOwnRelay, type LinkConnection } from "./connection.ts";
import type { IceSettings } from "./ice.ts";
import type { Lines, LinesDeps } from "./lines.ts";
import { createRecovery } from "./recovery.ts";
import type { LinkState } from "./recovery_api.ts";
import { chooseScreenShape, chooseShape } from "./shape.ts";

export interface PeerLinkDeps extends LinesDeps {
  readonly clock: Clock;
  createConnection(configuration: RTCConfiguration): PeerConnection;
  readonly ice: Pick<IceSettings, "configuration" | "firstRung" | "nextRung" | "noteWorking">;
  /** People in the call, ourselves included: decides how big our camera is sent. */
  readonly people: ReadonlySignal<number>;
  /** Who gives way when both offer at once: the one who joined later (P18). */
  isPolite(): boolean;
  canSignal(): boolean;
  /** Something should arrive: their microphone or camera is on. */
  isMediaDue(): boolean;
  send(payload: SignalPayload): void;
}

export interface PeerLink {
  readonly state: ReadonlySignal<LinkState>;
  /** The lines of the present connection; null before there is one. */
  readonly lines: ReadonlySignal<Lines | null>;
  /** The channel for files of the present connection; null before there is one. */
  readonly fileWire: ReadonlySignal<FileWire | null>;
  /** `isInitiator`: we offer (we joined later), else we wait for the other's offer. */
  start(isInitiator: boolean): void;
  handleSignal(payload: SignalPayload): void;
  /** The other side, or we, can be reached by signals again: some may be lost. */
  handleReachable(): void;
  handleNetworkChange(): void;
  /** The ICE servers have new credentials. */
  renewIce(): Promise<void>;
  showAt(sizes: ShownSizes): void;
  /** The statistics of the connection; null while there is none. Never rejects. */
  readReport(): Promise<LinkReport | null>;
  /** Frames a second, at most, that their camera should send us. */
  expectedFps(): number;
  /** Whether what should arrive arrives, as measured. */
  handleMedia(isFlowing: boolean): void;
  retry(): void;
  close(): void;
}

/** Sound comes fifty times a second, a picture begins at once. */
const listenMs = 1_500;

/** Makes the link to one participant; nothing happens before `start()` or its first signal. */
export function createPeerLink(deps: PeerLinkDeps): PeerLink {
  const state = signal<LinkState>({ kind: "connecting" });
  const current = signal<LinkConnection | null>(null);
  const lines = computed(() => current.value?.lines.value ?? null);
  /** How tall we show the other side; null while nobody has said. */
  let shown: ShownSizes | null = null;
  let rung = deps.ice.firstRung();
  let isClosed = false;
  let cancelListen = () => {};

  const recovery = createRecovery({
    clock: deps.clock,
    restart,
    rebuild: () => open(true),
    widen,
    nudge: () => void current.peek()?.resend(),
    isPolite: deps.isPolite,
    isSettled: () => current.peek()?.isSettled() ?? true,
    canRevive: () => current.peek()?.canRevive() ?? true,
    isNegotiated: () => current.peek()?.isNegotiated() ?? false,
    canSignal: deps.canSignal,
    listen,
    onState(next) {
      state.value = next;
      if (next.kind === "connected") void noteRelay();
    },
  });
  const stopShaping = effect(() => {
    // Read first: what is not there yet is to be shaped once it is.
    const wanted = current.value?.wanted.value ?? null;
    const camera = {
      ...chooseShape(deps.people.value, wanted?.camera ?? null),
      width: wanted?.cameraWidth ?? null,
    };
    const screen = chooseScreenShape(deps.people.value, wanted?.screen ?? null);
    if (state.value.kind !== "connected") return;
    lines.value?.shapeCamera(camera);
    lines.value?.shapeScreen(screen);
  });

  /** Makes a connection in place of the one there is. */
  function open(isInitiator: boolean): LinkConnection {
    drop();
    const isOurs = () => current.peek() === made;
    const made: LinkConnection = createLinkConnection({
      ...deps,
      connection: deps.createConnection(deps.ice.configuration(rung)),
      isInitiator,
      onForeign: (payload) => isOurs() ? handleForeign(payload) : handleSignal(payload),
      onRefused: (payload, error) => isOurs() && handleRefused(payload, error),
      onOffer: () => isOurs() && recovery.handleOffer(),
      onPath: (path) => isOurs() && recovery.handlePath(path),
    });
    if (shown) made.tellSizes(shown);
    current.value = made;
    return made;
  }

  function drop(): void {
    const old = current.peek();
    current.value = null;
    old?.close();
  }

  function restart(): void {
    const now = current.peek();
    if (!now) open(true);
    else if (!now.resend()) {
      // Servers and credentials may be others than when it was made: of a renewal, or a new admission.
      now.configure(deps.ice.configuration(rung));
      now.restartIce();
    }
  }

  function widen(): boolean {
    const next = deps.ice.nextRung(rung);
    if (next === rung) return false;
    rung = next;
    current.peek()?.configure(deps.ice.configuration(rung));
    return true;
  }

  /** A relay of this kind works here: the next connections need not try the others first. */
  async function noteRelay(): Promise<void> {
    const own = current.peek();
    const worked = rung;
    if (own && await hasOwnRelay(own)) deps.ice.noteWorking(worked);
  }

  async function listen(): Promise<void> {
    cancelListen();
    const own = current.peek();
    const before = await own?.readReport();
    if (isClosed) return;
    cancelListen = deps.clock.after(listenMs, async () => {
      const after = await own?.readReport();
      if (!before || !after || own !== current.peek() || !deps.isMediaDue()) return;
      if (bytesIn(after) === bytesIn(before)) recovery.handleDeaf();
    });
  }

  function handleSignal(payload: SignalPayload): void {
    if (isClosed) return;
    const now = current.peek();
    if (now) now.handleSignal(payload);
    // An answer to a connection we no longer have says nothing to the next one.
    else if (isOffer(payload)) open(false).handleSignal(payload);
  }

  /** One side has started over: so does the other. */
  function handleForeign(payload: SignalPayload): void {
    // They answered from a new connection what we asked of their old one: they have to hear our offer.
    if (isOffer(payload)) open(false).handleSignal(payload);
    else open(true);
    recovery.handleReplaced();
  }

  /**
   * A description that this connection does not take, another one does: so an answer of Firefox to our
   * restart, which changes the ends of the DTLS association where ours was its client (RFC 8842, 5.3).
   */
  function handleRefused(payload: SignalPayload | null, error: unknown): void {
    if (!recovery.handleRefused()) return deps.report("description", error);
    if (payload && isOffer(payload)) open(false).handleSignal(payload);
    else open(true);
  }

  return {
    state,
    lines,
    fileWire: computed(() => current.value?.fileWire.value ?? null),
    start(isInitiator) {
      if (isClosed) return;
      recovery.begin();
      if (isInitiator && !current.peek()) open(true);
    },
    handleSignal,
    handleReachable() {
      if (!current.peek()?.resend()) recovery.handleReachable();
    },
    handleNetworkChange() {
      // While the other side's first offer is awaited there is nothing to restart.
      if (current.peek()) recovery.handleNetworkChange();
      else recovery.handleReachable();
    },
    async renewIce() {
      const own = current.peek();
      if (!own) return;
      own.configure(deps.ice.configuration(rung));
      // The old credentials serve a living relay no longer than they are valid (S14).
      if (await hasOwnRelay(own) && current.peek() === own) recovery.handleRenewal();
    },
    showAt(sizes) {
      if (JSON.stringify(shown) === JSON.stringify(sizes)) return;
      shown = sizes;
      current.peek()?.tellSizes(sizes);
    },
    async readReport() {
      if (state.peek().kind !== "connected") return null;
      return await current.peek()?.readReport() ?? null;
    },
    // The other side decides by the same table (shape.ts), and cannot send what it does not capture.
    expectedFps: () =>
      Math.min(
        chooseShape(deps.people.peek(), shown?.camera ?? null).maxFramerate,
        current.peek()?.sourceFps() ?? Infinity,
      ),
    handleMedia: recovery.handleMedia,
    retry: recovery.retry,
    close() {
      if (isClosed) return;
      isClosed = true;
      recovery.close();
      cancelListen();
      stopShaping();
      drop();
    },
  };
}

function isOffer(payload: SignalPayload): boolean {
  return "description" in payload && payload.description.type === "offer";
}

function bytesIn({ inbound }: LinkReport): number {
  return inbound.reduce((sum, { bytesReceived }) => sum + bytesReceived, 0);
}
