// Perfect negotiation for one connection, in the shape of the W3C example (webrtc-pc, section 10.7,
// "Perfect Negotiation Example"), and the candidates that go with it. Knows nothing of participants,
// media or when to restart; what it cannot apply to this connection it calls "foreign".

import type { SignalPayload } from "../shared/protocol.ts";
import type { PeerConnection } from "./ports.ts";
import { isAnswerTo, nameOffer, readFragment, readFragments, readSession } from "./sdp.ts";

export type Description = Extract<SignalPayload, { description: unknown }>["description"];
export type Candidate = Extract<SignalPayload, { candidate: unknown }>["candidate"];

/** What is to be done with a description that came in. */
export type Verdict =
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
  prepareAnswer(): Promise<void>;
  report(what: string, error: unknown): void;
}

export interface Negotiator {
  /** Decides about a description without changing anything. */
  judge(description: Description): Verdict;
  /** Applies a description that was judged "apply", and answers an offer. */
  apply(description: Description): Promise<void>;
  addCandidate(candidate: Candidate): void;
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
  let isSettingAnswer = false;
  let isClosed = false;
  let remoteSession: string | null = null;
  let applying: Promise<void> | null = null;
  let held: Candidate[] = [];

  connection.onnegotiationneeded = () => void makeOffer();
  connection.onicecandidate = ({ candidate }) => {
    if (candidate?.candidate) deps.send({ candidate: toWire(candidate) });
  };

  function fail(what: string, error: unknown): void {
    if (!isClosed) deps.report(what, error);
  }

  async function makeOffer(): Promise<void> {
    try {
      isMakingOffer = true;
      await connection.setLocalDescription();
      sendLocal();
    } catch (error) {
      fail("offer", error);
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
      // Already answered, or just being so: the offer was said twice.
      if (connection.signalingState !== "have-local-offer" || !offer) return "ignore";
      if (isSettingAnswer) return "ignore";
      if (!isAnswerTo(sdp, offer.sdp)) return "ignore";
      return remoteSession !== null && session !== remoteSession ? "foreign" : "apply";
    }
    if (type !== "offer") return "ignore";
    const isReady = !isMakingOffer &&
      (connection.signalingState === "stable" || isSettingAnswer);
    if (!isReady && !deps.isPolite()) return "ignore";
    const isForeign = remoteSession === null ? deps.isInitiator : session !== remoteSession;
    return isForeign ? "foreign" : "apply";
  }

  /** One description at a time: of two offers in a row each is answered before the next is set. */
  function apply(description: Description): Promise<void> {
    remoteSession = readSession(description.sdp)?.id ?? null;
    const mine = applying ? applying.then(() => applyNow(description)) : applyNow(description);
    applying = mine;
    return mine.then(() => {
      if (applying === mine) applying = null;
    });
  }

  async function applyNow(description: Description): Promise<void> {
    try {
      isSettingAnswer = description.type === "answer";
      try {
        await connection.setRemoteDescription(description);
      } finally {
        isSettingAnswer = false;
      }
      releaseHeld();
      if (description.type !== "offer") return;
      await deps.prepareAnswer();
      // Closed meanwhile.
      if (connection.signalingState !== "have-remote-offer") return;
      await connection.setLocalDescription();
      sendLocal();
    } catch (error) {
      fail(`apply ${description.type}`, error);
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
    connection.addIceCandidate(candidate).catch((error) => fail("candidate", error));
  }

  return {
    judge,
    apply,
    addCandidate(candidate) {
      if (isCurrent(candidate)) add(candidate);
      else if (held.length < maxHeld) held.push(candidate);
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
