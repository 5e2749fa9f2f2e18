// Perfect negotiation for one connection, in the shape of the W3C example (webrtc-pc, section 10.7,
// "Perfect Negotiation Example"), and the candidates that go with it. Signals are handled one at a time,
// in their order: what is right for a description shows only when those before it are in place. Knows
// nothing of participants, media or when to restart; what is not for this connection it gives back.

import type { SignalPayload } from "../../shared/protocol/mod.ts";
import type { PeerConnection } from "../ports.ts";
import { isAnswerTo, nameOffer, readFragment, readFragments, readSession } from "./sdp.ts";

type Description = Extract<SignalPayload, { description: unknown }>["description"];
type Candidate = Extract<SignalPayload, { candidate: unknown }>["candidate"];

/** What is to be done with a description that came in. */
type Verdict =
  | "apply"
  /** Glare that we win, or an answer to something we no longer ask. */
  | "ignore"
  /** It comes from, or answers to, another connection than the one this is negotiated with. */
  | "foreign";

export interface NegotiatorDeps {
  readonly connection: PeerConnection;
  /** True where this side made the m-lines: then only an answer can be its first description. */
  readonly isInitiator: boolean;
  /** Who gives way when both offer at once (P18). */
  isPolite(): boolean;
  send(payload: SignalPayload): void;
  /** Called with a remote offer in place, before it is answered. */
  prepareAnswer(): void;
  /**
   * Comes instead of an answer to what is for another connection than this one: a description from or
   * to another end, and all that waited when this one was closed.
   */
  onForeign(payload: SignalPayload): void;
  /** The browser does not take a description, ours (null) or theirs: this connection is at its end. */
  onRefused(payload: SignalPayload | null, error: unknown): void;
  report(what: string, error: unknown): void;
}

export interface Negotiator {
  /** Takes in what the other side says, in its turn. */
  handleSignal(payload: SignalPayload): void;
  /** Sends an offer nobody answered again, as it may be lost; false where there is none. */
  resend(): boolean;
  close(): void;
}

/** Candidates held until their description comes; more than this means something is wrong. */
const maxHeld = 200;

/** Negotiates `connection`: takes over its negotiationneeded and icecandidate events. */
export function createNegotiator(deps: NegotiatorDeps): Negotiator {
  const { connection } = deps;
  let isMakingOffer = false;
  let isClosed = false;
  let remoteSession: string | null = null;
  let queue = Promise.resolve();
  let held: Candidate[] = [];

  connection.onnegotiationneeded = () => void makeOffer();
  connection.onicecandidate = ({ candidate }) => {
    if (candidate?.candidate) deps.send({ candidate: toWire(candidate) });
  };

  function refuse(payload: SignalPayload | null, error: unknown): void {
    // What fails in a connection that was closed meanwhile means nothing.
    if (!isClosed) deps.onRefused(payload, error);
  }

  async function makeOffer(): Promise<void> {
    try {
      isMakingOffer = true;
      await connection.setLocalDescription();
      sendLocal();
    } catch (error) {
      refuse(null, error);
    } finally {
      isMakingOffer = false;
    }
  }

  function sendLocal(): void {
    const local = connection.localDescription;
    if (!local || isClosed) return;
    const remote = connection.remoteDescription;
    const sdp = local.type === "answer" && remote ? nameOffer(local.sdp, remote.sdp) : local.sdp;
    deps.send({ description: { type: local.type, sdp } });
  }

  function judge({ type, sdp }: Description): Verdict {
    const session = readSession(sdp)?.id ?? null;
    if (type === "answer" || type === "pranswer") {
      const offer = connection.localDescription;
      // Already answered, or taken back: an offer was said twice.
      if (connection.signalingState !== "have-local-offer" || !offer) return "ignore";
      if (!isAnswerTo(sdp, offer.sdp)) return "ignore";
      return remoteSession !== null && session !== remoteSession ? "foreign" : "apply";
    }
    if (type !== "offer") return "ignore";
    const isReady = !isMakingOffer && connection.signalingState === "stable";
    if (!isReady && !deps.isPolite()) return "ignore";
    const isForeign = remoteSession === null ? deps.isInitiator : session !== remoteSession;
    return isForeign ? "foreign" : "apply";
  }

  async function handleNext(payload: SignalPayload): Promise<void> {
    if (isClosed) return deps.onForeign(payload);
    if ("candidate" in payload) return addCandidate(payload.candidate);
    const verdict = judge(payload.description);
    if (verdict === "foreign") deps.onForeign(payload);
    if (verdict === "apply") await apply(payload);
  }

  async function apply(payload: SignalPayload & { description: Description }): Promise<void> {
    const { description } = payload;
    remoteSession = readSession(description.sdp)?.id ?? null;
    try {
      await connection.setRemoteDescription(description);
      releaseHeld();
      if (description.type !== "offer") return;
      deps.prepareAnswer();
      // Closed meanwhile.
      if (connection.signalingState !== "have-remote-offer") return;
      await connection.setLocalDescription();
      sendLocal();
    } catch (error) {
      refuse(payload, error);
    }
  }

  function releaseHeld(): void {
    const candidates = held;
    held = [];
    for (const candidate of candidates) {
      if (isCurrent(candidate)) add(candidate);
    }
  }

  /** True where a candidate belongs to the ICE generation of the remote description. */
  function isCurrent(candidate: Candidate): boolean {
    const remote = connection.remoteDescription;
    if (!remote) return false;
    const fragment = readFragment(candidate);
    return fragment === null || readFragments(remote.sdp).has(fragment);
  }

  function add(candidate: Candidate): void {
    connection.addIceCandidate(candidate).catch((error) => {
      if (!isClosed) deps.report("candidate", error);
    });
  }

  function addCandidate(candidate: Candidate): void {
    if (isCurrent(candidate)) add(candidate);
    else if (held.length < maxHeld) held.push(candidate);
  }

  return {
    handleSignal(payload) {
      queue = queue.then(() => handleNext(payload));
    },
    resend() {
      if (connection.signalingState !== "have-local-offer") return false;
      sendLocal();
      return true;
    },
    close() {
      isClosed = true;
      held = [];
      connection.onnegotiationneeded = null;
      connection.onicecandidate = null;
    },
  };
}

function toWire(candidate: RTCIceCandidate): Candidate {
  const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
  return { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment };
}
