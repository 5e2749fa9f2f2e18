// The media path to one participant: makes the connection, replaces it when it or the other side's is
// beyond repair, and says how it is. Knows the other side only as somebody to send signals to.

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { SignalPayload } from "../shared/protocol.ts";
import type { LinkState, ShownSizes } from "./call_api.ts";
import { describePath } from "./doctor_peers.ts";
import { createNegotiator, type Negotiator } from "./negotiator.ts";
import { type FileWire, openFileWire, openSizeChannel, type SizeChannel } from "./peer_channel.ts";
import { addLines, adoptLines, type Lines, type LinesDeps } from "./peer_lines.ts";
import type { IceSettings } from "./ice.ts";
import type { Clock, PeerConnection } from "./ports.ts";
import { chooseShape, screenBitrate } from "./quality.ts";
import { createRecovery, type Path } from "./recovery.ts";
import { type LinkReport, readReport } from "./stats_report.ts";

export interface PeerLinkDeps extends LinesDeps {
  readonly clock: Clock;
  createConnection(configuration: RTCConfiguration): PeerConnection;
  readonly ice: Pick<IceSettings, "configuration" | "firstRung" | "nextRung" | "noteWorking">;
  /** People in the call, ourselves included: decides how big our camera is sent. */
  readonly people: ReadonlySignal<number>;
  /** Who gives way when both offer at once: the one who joined later (P18). */
  isPolite(): boolean;
  canSignal(): boolean;
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
  retry(): void;
  close(): void;
}

interface Generation {
  readonly connection: PeerConnection;
  readonly negotiator: Negotiator;
  channel: SizeChannel | null;
}

/** Makes the link to one participant; nothing happens before `start()` or its first signal. */
export function createPeerLink(deps: PeerLinkDeps): PeerLink {
  const state = signal<LinkState>({ kind: "connecting" });
  const lines = signal<Lines | null>(null);
  const fileWire = signal<FileWire | null>(null);
  /** How tall the other side shows us, and we them; null while nobody has said. */
  const wanted = signal<ShownSizes | null>(null);
  let shown: ShownSizes | null = null;
  let current: Generation | null = null;
  let rung = deps.ice.firstRung();
  let isClosed = false;

  const recovery = createRecovery({
    clock: deps.clock,
    restart,
    rebuild: () => open(true),
    widen,
    nudge: () => void current?.negotiator.resend(),
    canSignal: deps.canSignal,
    onState(next) {
      state.value = next;
      if (next.kind === "connected") void noteRelay();
    },
  });
  const stopShaping = effect(() => {
    // Read first: what is not there yet is to be shaped once it is.
    const shape = chooseShape(deps.people.value, wanted.value?.camera ?? null);
    if (state.value.kind !== "connected") return;
    lines.value?.shapeCamera(shape);
    const active = wanted.value?.screen !== 0;
    lines.value?.shapeScreen({ active, maxBitrate: screenBitrate(deps.people.value) });
  });

  function open(isInitiator: boolean): Generation {
    drop();
    const connection = deps.createConnection(deps.ice.configuration(rung));
    const negotiator = createNegotiator({
      connection,
      isInitiator,
      isPolite: deps.isPolite,
      send: deps.send,
      prepareAnswer: () => Promise.resolve(takeLines(own)),
      onForeign: (payload) => current === own ? handleForeign(payload) : handleSignal(payload),
      report: deps.report,
    });
    const own: Generation = { connection, negotiator, channel: null };
    current = own;
    const handlePath = () => {
      if (current === own) recovery.handlePath(readPath(connection));
    };
    // Both are watched: browsers differ in which of the two tells first, or at all.
    connection.onconnectionstatechange = handlePath;
    connection.oniceconnectionstatechange = handlePath;
    if (isInitiator) {
      lines.value = addLines(connection, deps);
      openChannel(own);
    }
    return own;
  }

  /** With the other side's first offer in place, its m-lines are ours too. */
  function takeLines(own: Generation): void {
    if (own.channel || current !== own) return;
    lines.value = adoptLines(own.connection, deps);
    openChannel(own);
  }

  function openChannel(own: Generation): void {
    own.channel = openSizeChannel(own.connection, {
      onSizes: (sizes) => wanted.value = sizes,
    });
    if (shown) own.channel.tellSizes(shown);
    fileWire.value = openFileWire(own.connection);
  }

  function drop(): void {
    const old = current;
    if (!old) return;
    current = null;
    old.negotiator.close();
    old.connection.onconnectionstatechange = null;
    old.connection.oniceconnectionstatechange = null;
    lines.value?.close();
    lines.value = null;
    fileWire.value = null;
    wanted.value = null;
    old.connection.close();
  }

  function restart(): void {
    if (!current) open(true);
    else if (!current.negotiator.resend()) current.connection.restartIce();
  }

  function widen(): boolean {
    const next = deps.ice.nextRung(rung);
    if (next === rung) return false;
    rung = next;
    current?.connection.setConfiguration(deps.ice.configuration(rung));
    return true;
  }

  /** A relay of this kind works here: the next connections need not try the others first. */
  async function noteRelay(): Promise<void> {
    const own = current;
    const worked = rung;
    if (own && await isRelayed(own.connection)) deps.ice.noteWorking(worked);
  }

  function handleSignal(payload: SignalPayload): void {
    if (isClosed) return;
    if (current) current.negotiator.handleSignal(payload);
    // An answer to a connection we no longer have says nothing to the next one.
    else if (isOffer(payload)) open(false).negotiator.handleSignal(payload);
  }

  /** One side has started over: so does the other. */
  function handleForeign(payload: SignalPayload): void {
    // They answered from a new connection what we asked of their old one: they have to hear our offer.
    if (isOffer(payload)) open(false).negotiator.handleSignal(payload);
    else open(true);
    recovery.handleReplaced();
  }

  return {
    state,
    lines,
    fileWire,
    start(isInitiator) {
      if (isClosed) return;
      recovery.begin();
      if (isInitiator && !current) open(true);
    },
    handleSignal,
    handleReachable() {
      if (current?.negotiator.resend()) return;
      recovery.handleReachable();
    },
    handleNetworkChange() {
      // While the other side's first offer is awaited there is nothing to restart.
      if (current) recovery.handleNetworkChange();
      else recovery.handleReachable();
    },
    async renewIce() {
      const own = current;
      if (!own) return;
      own.connection.setConfiguration(deps.ice.configuration(rung));
      // The old credentials serve a living relay no longer than they are valid (S14).
      if (await isRelayed(own.connection) && current === own) restart();
    },
    showAt(sizes) {
      if (shown?.camera === sizes.camera && shown.screen === sizes.screen) return;
      shown = sizes;
      current?.channel?.tellSizes(sizes);
    },
    async readReport() {
      if (state.peek().kind !== "connected" || !current) return null;
      return await measure(current.connection);
    },
    // The other side decides by the same table (quality.ts).
    expectedFps: () => chooseShape(deps.people.peek(), shown?.camera ?? null).maxFramerate,
    retry: recovery.retry,
    close() {
      if (isClosed) return;
      isClosed = true;
      recovery.close();
      stopShaping();
      drop();
    },
  };
}

function isOffer(payload: SignalPayload): boolean {
  return "description" in payload && payload.description.type === "offer";
}

function readPath({ connectionState, iceConnectionState }: PeerConnection): Path {
  if (connectionState === "failed" || iceConnectionState === "failed") return "failed";
  if (connectionState === "disconnected" || iceConnectionState === "disconnected") {
    return "disconnected";
  }
  return connectionState === "connected" ? "connected" : "connecting";
}

/** What the connection says of itself; null where it closed meanwhile, which some browsers make an error. */
async function measure(connection: PeerConnection): Promise<LinkReport | null> {
  const stats = await connection.getStats().catch(() => null);
  return stats && readReport(stats);
}

/** True where the path in use goes over a TURN server, ours or theirs. */
async function isRelayed(connection: PeerConnection): Promise<boolean> {
  const report = await measure(connection);
  return describePath(report?.used ?? null).path === "relay";
}
