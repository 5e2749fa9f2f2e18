// Whether one connection is proved by the key in the link: what was seen and said in, the next state and
// what is to be done out. Pure; knows no channel and no clock, nonces are handed in.

import { isEqual, toHex } from "./bytes.ts";
import { type Ends, haveSameCertificates } from "./ends.ts";
import type { ProofMessage } from "./messages.ts";
import { proofBy } from "./secret_proof.ts";

/** What may be said of the connection. */
export type ProofMark =
  | { readonly kind: "checking" }
  /** We have no key, they have none, or they say nothing (in time, or at all: an older client). */
  | { readonly kind: "unchecked"; readonly why: "no-key" | "no-key-there" | "silent" }
  /** With these certificates; kept as long as they are in use. */
  | { readonly kind: "proved"; readonly ends: Ends }
  /** Somebody may be in between: nothing is sent until the person decides. */
  | { readonly kind: "wrong" }
  /** It was wrong, and the person goes on with these certificates. */
  | { readonly kind: "accepted"; readonly ends: Ends };

export interface ProofState {
  readonly mark: ProofMark;
  /** The present connection; null before it is open. */
  readonly ends: Ends | null;
  readonly nonce: string;
  /** Null until they said it. */
  readonly peerNonce: string | null;
  /** Counts connections, so that an old timer means nothing. */
  readonly run: number;
  /** How often they began again on this connection. */
  readonly restarts: number;
  /** Wrong proofs on this connection. */
  readonly failures: number;
}

export type ProofEvent =
  /**
   * The channel is open, the path was restarted, or the certificates were looked at again. `nonce`: 16
   * random bytes, never used before. Comes before what was told on that channel.
   */
  | { readonly type: "open"; readonly ends: Ends; readonly nonce: Uint8Array }
  | { readonly type: "told"; readonly message: ProofMessage }
  /** The time of a `wait` is over. */
  | { readonly type: "late"; readonly run: number }
  /** The person was warned and goes on. */
  | { readonly type: "accept" };

export type ProofEffect =
  | { readonly type: "tell"; readonly message: ProofMessage }
  | { readonly type: "wait"; readonly run: number; readonly ms: number }
  /** `changed`: another certificate than the one that was proved. `wrong`: see the mark. */
  | { readonly type: "warn"; readonly why: "changed" | "wrong" };

type Step = readonly [ProofState, readonly ProofEffect[]];

/** Null where the link we came by had no key. */
export type ProofKey = Uint8Array | null;

const patienceMs = 5_000;
const maxRestarts = 8;
/** Wrong proofs that are looked at on one connection. */
export const maxTries = 3;

export const noProof: ProofState = {
  mark: { kind: "checking" },
  ends: null,
  nonce: "",
  peerNonce: null,
  run: 0,
  restarts: 0,
  failures: 0,
};

/** The next step of one side. */
export function reduceProof(state: ProofState, event: ProofEvent, key: ProofKey): Step {
  switch (event.type) {
    case "open":
      return open(state, event, key);
    case "told":
      return event.message.type === "trust-hello"
        ? handleHello(state, event.message, key)
        : handleProof(state, event.message, key);
    case "late":
      if (event.run !== state.run || state.mark.kind !== "checking") return [state, []];
      return [{ ...state, mark: { kind: "unchecked", why: "silent" } }, []];
    case "accept":
      if (state.mark.kind !== "wrong" || !state.ends) return [state, []];
      return [{ ...state, mark: { kind: "accepted", ends: state.ends } }, []];
  }
}

function open(
  state: ProofState,
  { ends, nonce }: Extract<ProofEvent, { type: "open" }>,
  key: ProofKey,
): Step {
  const { mark } = state;
  const isMarked = mark.kind === "proved" || mark.kind === "accepted";
  const isKept = isMarked && haveSameCertificates(mark.ends, ends);
  const run = state.run + 1;
  const next: ProofState = {
    // An alarm is not over because the connection is another one.
    mark: isKept || mark.kind === "wrong"
      ? mark
      : key
      ? { kind: "checking" }
      : { kind: "unchecked", why: "no-key" },
    ends,
    nonce: toHex(nonce, 16),
    peerNonce: null,
    run,
    restarts: 0,
    failures: 0,
  };
  return [next, [
    ...(isMarked && !isKept ? [{ type: "warn", why: "changed" } as const] : []),
    tellHello(next, key),
    ...(key ? [{ type: "wait", run, ms: patienceMs } as const] : []),
  ]];
}

function handleHello(
  state: ProofState,
  { nonce, keyed }: Extract<ProofMessage, { type: "trust-hello" }>,
  key: ProofKey,
): Step {
  const { mark, ends } = state;
  // Our own, sent back to us, is nobody's.
  if (!ends || nonce === state.nonce || nonce === state.peerNonce) return [state, []];
  const isAgain = state.peerNonce !== null;
  if (isAgain && state.restarts >= maxRestarts) return [state, []];
  const isOpen = mark.kind === "checking" || mark.kind === "unchecked";
  const next: ProofState = {
    ...state,
    peerNonce: nonce,
    restarts: state.restarts + Number(isAgain),
    mark: key && isOpen && !keyed ? { kind: "unchecked", why: "no-key-there" } : mark,
  };
  // Who begins again on a living channel has forgotten what we said.
  const hello = isAgain ? [tellHello(next, key)] : [];
  if (!key || !keyed) return [next, hello];
  const nonces = { own: state.nonce, peer: nonce };
  const message: ProofMessage = {
    type: "trust-proof",
    own: state.nonce,
    yours: nonce,
    proof: proofBy("own", { key, ends, nonces }),
  };
  return [next, [...hello, { type: "tell", message }]];
}

function handleProof(
  state: ProofState,
  { own, yours, proof }: Extract<ProofMessage, { type: "trust-proof" }>,
  key: ProofKey,
): Step {
  const { ends, mark } = state;
  // One for other nonces is late, or a replay: it proves nothing, and accuses nobody.
  if (!key || !ends || own !== state.peerNonce || yours !== state.nonce) return [state, []];
  if (state.failures >= maxTries) return [state, []];
  const expected = proofBy("peer", { key, ends, nonces: { own: state.nonce, peer: own } });
  if (isEqual(proof, expected)) return [{ ...state, mark: { kind: "proved", ends } }, []];
  const failures = state.failures + 1;
  if (mark.kind === "accepted" || mark.kind === "wrong") return [{ ...state, failures }, []];
  return [{ ...state, failures, mark: { kind: "wrong" } }, [{ type: "warn", why: "wrong" }]];
}

function tellHello({ nonce }: ProofState, key: ProofKey): ProofEffect {
  return { type: "tell", message: { type: "trust-hello", nonce, keyed: key !== null } };
}
