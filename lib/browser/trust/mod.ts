// Whether nobody is in the middle: the proof by the key in the link, the short codes that people compare,
// and the messages for both. Pure; who opens channels, reads certificates and throws dice is elsewhere.

export { readSecret, writeSecret } from "./bytes.ts";
export type { ShortCode } from "./code.ts";
export { type End, type Ends, fingerprintIn, fingerprintOf, type Role } from "./ends.ts";
export {
  type GroupEffect,
  type GroupEvent,
  type GroupState,
  isGroupCompared,
  type Member,
  noGroup,
  reduceGroup,
} from "./group_code.ts";
export { type LinkTrust, linkTrust, maySend } from "./link_trust.ts";
export { maxTrustLength, readTrustMessage, type TrustMessage } from "./messages.ts";
export {
  type CodeEffect,
  type CodeEvent,
  type CodeState,
  isSpent,
  noCode,
  reduceCode,
} from "./pair_code.ts";
export {
  noProof,
  type ProofEffect,
  type ProofEvent,
  type ProofMark,
  type ProofState,
  reduceProof,
} from "./proof.ts";
export { proofKey } from "./secret_proof.ts";
