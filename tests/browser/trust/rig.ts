// What the tests of lib/browser/trust share: people and certificates of our own making, sides that
// remember their state, and a reproducible stand-in for randomness.

import { createHash } from "node:crypto";
import type { Ends } from "../../../lib/browser/trust/ends.ts";
import type { CodeMessage, ProofMessage } from "../../../lib/browser/trust/messages.ts";
import {
  type CodeEvent,
  type CodeState,
  noCode,
  reduceCode,
} from "../../../lib/browser/trust/pair_code.ts";
import {
  noProof,
  type ProofEvent,
  type ProofState,
  reduceProof,
} from "../../../lib/browser/trust/proof.ts";
import { proofKey } from "../../../lib/browser/trust/secret_proof.ts";

export const room = "123456789";

/** The same for the same words, and unlike for others. */
export function bytesFor(words: string, length: number): Uint8Array {
  return new Uint8Array(createHash("sha512").update(words).digest().subarray(0, length));
}

export const hexFor = (words: string, length: number) =>
  Buffer.from(bytesFor(words, length)).toString("hex");

export function muidFor(words: string): string {
  const hex = hexFor(`muid ${words}`, 16);
  return [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]].map(([from, to]) => hex.slice(from, to))
    .join("-");
}

export const certificateFor = (words: string) => hexFor(`certificate ${words}`, 32);
export const keyFor = (words: string) => proofKey(bytesFor(`secret ${words}`, 16), room);

/** Both views of one connection; the certificates seen may be others than those in use. */
export function endsFor(
  words: string,
  { seenByOffer, seenByAnswer }: { seenByOffer?: string; seenByAnswer?: string } = {},
): { offer: Ends; answer: Ends } {
  const [ana, ben] = ["ana", "ben"].map((name) => ({
    muid: muidFor(`${name} ${words}`),
    fingerprint: certificateFor(`${name} ${words}`),
  }));
  if (!ana || !ben) throw new Error("Nobody");
  const seen = (end: typeof ana, fingerprint = end.fingerprint) => ({ ...end, fingerprint });
  return {
    offer: { room, role: "offer", own: ana, peer: seen(ben, seenByOffer) },
    answer: { room, role: "answer", own: ben, peer: seen(ana, seenByAnswer) },
  };
}

export interface Prover {
  state: ProofState;
  readonly warnings: string[];
  take(event: ProofEvent): readonly ProofMessage[];
  tell(...messages: readonly ProofMessage[]): readonly ProofMessage[];
}

/** One side of the proof. */
export function createProver(key: Uint8Array | null): Prover {
  const side: Prover = {
    state: noProof,
    warnings: [],
    take(event) {
      const [next, effects] = reduceProof(side.state, event, key);
      side.state = next;
      return effects.flatMap((effect) => {
        if (effect.type === "warn") side.warnings.push(effect.why);
        return effect.type === "tell" ? [effect.message] : [];
      });
    },
    tell: (...messages) => messages.flatMap((message) => side.take({ type: "told", message })),
  };
  return side;
}

export interface Speaker {
  state: CodeState;
  readonly warnings: string[];
  take(event: CodeEvent): readonly CodeMessage[];
  begin(): readonly CodeMessage[];
  tell(...messages: readonly CodeMessage[]): readonly CodeMessage[];
}

/** One side of the code of a pair. */
export function createSpeaker(name: string): Speaker {
  let count = 0;
  const random = () => bytesFor(`thrown by ${name} ${count++}`, 32);
  const side: Speaker = {
    state: noCode,
    warnings: [],
    take(event) {
      const [next, effects] = reduceCode(side.state, event);
      side.state = next;
      return effects.flatMap((effect) => {
        if (effect.type === "warn") side.warnings.push(effect.why);
        return effect.type === "tell" ? [effect.message] : [];
      });
    },
    begin: () => side.take({ type: "begin", random: random() }),
    tell: (...messages) =>
      messages.flatMap((message) => side.take({ type: "told", message, random: random() })),
  };
  return side;
}

/** Carries to and fro until nobody has anything to say. */
export function carry<Message>(
  one: { tell(...messages: readonly Message[]): readonly Message[] },
  other: { tell(...messages: readonly Message[]): readonly Message[] },
  { toOne = [], toOther = [] }: { toOne?: readonly Message[]; toOther?: readonly Message[] },
): void {
  for (let turn = 0; toOne.length + toOther.length > 0; turn++) {
    if (turn > 20) throw new Error("They never stop");
    [toOther, toOne] = [one.tell(...toOne), other.tell(...toOther)];
  }
}
