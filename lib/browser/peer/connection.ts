// One connection to a participant, from its making to its end: negotiation, lines and channels belong to
// it and go with it. Knows no repair, and nothing of the connections before and after it.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { SignalPayload } from "../../shared/protocol/mod.ts";
import type { PeerConnection } from "../ports.ts";
import { type LinkReport, readCaptureFps, readReport } from "../stats_report.ts";
import {
  type FileWire,
  openFileWire,
  openSizeChannel,
  type ShownSizes,
  type SizeChannel,
} from "./channel.ts";
import { addLines, adoptLines, type Lines, type LinesDeps } from "./lines.ts";
import { createNegotiator } from "./negotiator.ts";
import type { Path } from "./recovery_api.ts";
import { isFromFirefox } from "./sdp.ts";

export interface LinkConnectionDeps extends LinesDeps {
  /** A new one. */
  readonly connection: PeerConnection;
  /** We offer first, and make the m-lines. */
  readonly isInitiator: boolean;
  isPolite(): boolean;
  send(payload: SignalPayload): void;
  /** Takes what is not for this connection, see negotiator.ts. */
  onForeign(payload: SignalPayload): void;
  onRefused(payload: SignalPayload | null, error: unknown): void;
  /** An offer of the other side is in place. */
  onOffer(): void;
  onPath(path: Path): void;
}

export interface LinkConnection {
  /** Null until the lines are there: for who answers, with the first offer. */
  readonly lines: ReadonlySignal<Lines | null>;
  readonly fileWire: ReadonlySignal<FileWire | null>;
  /** How tall the other side shows us; null while it has not said. */
  readonly wanted: ReadonlySignal<ShownSizes | null>;
  /** Frames a second that their camera gives; null while they have not said. */
  sourceFps(): number | null;
  handleSignal(payload: SignalPayload): void;
  /** Sends an offer nobody answered again, as it may be lost; false where there is none. */
  resend(): boolean;
  /** True while no offer of ours waits for its answer. */
  isSettled(): boolean;
  /** Both sides have described themselves, and nothing is open. */
  isNegotiated(): boolean;
  /** False in Firefox: it finds a path again after it had failed, and lets nothing through. */
  canRevive(): boolean;
  restartIce(): void;
  configure(configuration: RTCConfiguration): void;
  /** Says how tall we show the other side. */
  tellSizes(sizes: ShownSizes): void;
  /** Null where it closed meanwhile, which some browsers make an error. Never rejects. */
  readReport(): Promise<LinkReport | null>;
  close(): void;
}

/** Takes over a new connection. */
export function createLinkConnection(deps: LinkConnectionDeps): LinkConnection {
  const { connection, isInitiator } = deps;
  const lines = signal<Lines | null>(null);
  const fileWire = signal<FileWire | null>(null);
  const wanted = signal<ShownSizes | null>(null);
  let sizeChannel: SizeChannel | null = null;
  let shown: ShownSizes | null = null;
  let sourceFps: number | null = null;
  let isClosed = false;
  let handleClosed = (_: null) => {};
  const closed = new Promise<null>((resolve) => handleClosed = resolve);

  const negotiator = createNegotiator({
    connection,
    isInitiator,
    isPolite: deps.isPolite,
    send: deps.send,
    // With the other side's first offer in place, its m-lines are ours too.
    prepareAnswer() {
      if (!sizeChannel && !isClosed) equip(adoptLines(connection, deps));
      deps.onOffer();
    },
    onForeign: deps.onForeign,
    onRefused: deps.onRefused,
    report: deps.report,
  });
  // Both are watched: browsers differ in which of the two tells first, or at all.
  const handlePath = () => deps.onPath(readPath(connection));
  connection.onconnectionstatechange = handlePath;
  connection.oniceconnectionstatechange = handlePath;
  if (isInitiator) equip(addLines(connection, deps));

  function equip(made: Lines | null): void {
    lines.value = made;
    sizeChannel = openSizeChannel(connection, {
      onSizes: (sizes) => wanted.value = sizes,
      onSource: (fps) => sourceFps = fps,
    });
    if (shown) sizeChannel.tellSizes(shown);
    fileWire.value = openFileWire(connection);
  }

  return {
    lines,
    fileWire,
    wanted,
    handleSignal: negotiator.handleSignal,
    resend: negotiator.resend,
    isSettled: () => connection.signalingState === "stable",
    isNegotiated: () =>
      connection.signalingState === "stable" && connection.remoteDescription !== null,
    canRevive: () => !isFromFirefox(connection.localDescription?.sdp ?? ""),
    restartIce: () => connection.restartIce(),
    configure: (configuration) => connection.setConfiguration(configuration),
    tellSizes(sizes) {
      shown = sizes;
      sizeChannel?.tellSizes(sizes);
    },
    sourceFps: () => sourceFps,
    async readReport() {
      // Firefox never answers for a connection that is closed meanwhile.
      const stats = await Promise.race([connection.getStats().catch(() => null), closed]);
      const report = stats && readReport(stats);
      const camera = lines.value?.transceivers.camera;
      const fps = report && camera ? readCaptureFps(report, camera.mid) : null;
      if (fps !== null) sizeChannel?.tellSource(fps);
      return report;
    },
    close() {
      isClosed = true;
      handleClosed(null);
      negotiator.close();
      connection.onconnectionstatechange = null;
      connection.oniceconnectionstatechange = null;
      lines.value?.close();
      connection.close();
    },
  };
}

function readPath({ connectionState, iceConnectionState }: PeerConnection): Path {
  if (connectionState === "failed" || iceConnectionState === "failed") return "failed";
  if (connectionState === "disconnected" || iceConnectionState === "disconnected") {
    return "disconnected";
  }
  return connectionState === "connected" ? "connected" : "connecting";
}

/** True where the path in use goes over a relay of ours; one of theirs is theirs to keep. */
export async function hasOwnRelay(connection: LinkConnection): Promise<boolean> {
  const report = await connection.readReport();
  return report?.used?.local?.candidateType === "relay";
}
