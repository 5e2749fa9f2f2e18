// What the engine reads in a session description, and the one thing it writes: which connection made it,
// of which browser, which ICE generation it belongs to, and which offer an answer answers. Pure text
// functions.

export interface SdpSession {
  /** Constant for the life of one RTCPeerConnection (RFC 8829, section 5.2.1). */
  readonly id: string;
  readonly version: string;
}

/** Reads the o= line (RFC 8866, section 5.2); null where there is none. */
export function readSession(sdp: string): SdpSession | null {
  const match = /^o=\S+ (\S+) (\S+) /m.exec(sdp);
  return match?.[1] && match[2] ? { id: match[1], version: match[2] } : null;
}

/** Firefox puts its own name into the o= line, where others have none. */
export function isFromFirefox(sdp: string): boolean {
  return /^o=mozilla/m.test(sdp);
}

/** All ICE username fragments of a description (RFC 8839, section 5.4). */
export function readFragments(sdp: string): ReadonlySet<string> {
  return new Set([...sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)].map((match) => match[1] ?? ""));
}

/** The username fragment a candidate belongs to, or null where it does not say. */
export function readFragment(candidate: RTCIceCandidateInit): string | null {
  return candidate.usernameFragment ?? / ufrag (\S+)/.exec(candidate.candidate ?? "")?.[1] ?? null;
}

const answers = "a=x-conflux-answers:";

/**
 * Writes into an answer which offer it answers: SDP has no such field, and without it an answer to a
 * dropped connection would be applied to its successor. Receivers ignore unknown attributes (RFC 8866, 5.13).
 */
export function nameOffer(answerSdp: string, offerSdp: string): string {
  const offer = readSession(offerSdp);
  if (!offer) return answerSdp;
  return answerSdp.replace(/^m=/m, `${answers}${offer.id} ${offer.version}\r\nm=`);
}

/** False only where an answer names another offer than `offerSdp`; other clients name none. */
export function isAnswerTo(answerSdp: string, offerSdp: string): boolean {
  const match = /^a=x-conflux-answers:(\S+) (\S+)/m.exec(answerSdp);
  const offer = readSession(offerSdp);
  if (!match || !offer) return true;
  return match[1] === offer.id && match[2] === offer.version;
}
