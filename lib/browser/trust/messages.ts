// What two browsers say to each other to trust their connection, over the data channel `conflux`. Small,
// read strictly; what does not fit is no message of ours (P17).

import * as z from "zod/mini";
import { readJson } from "../json.ts";

/** Longer than any of them. */
export const maxTrustLength = 512;

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));
const count = z.int().check(z.minimum(1), z.maximum(1_000));

/** Said first, and again by who begins again: a nonce, and whether we have the meeting's secret. */
const Hello = z.object({ type: z.literal("trust-hello"), nonce: hex(16), keyed: z.boolean() });
/** The proof for the pair of nonces it names. */
const Proof = z.object({
  type: z.literal("trust-proof"),
  own: hex(16),
  yours: hex(16),
  proof: hex(32),
});
const Commit = z.object({ type: z.literal("trust-commit"), run: count, commitment: hex(32) });
const Reveal = z.object({ type: z.literal("trust-reveal"), run: count, thrown: hex(32) });
const GroupCommit = z.object({
  type: z.literal("trust-group-commit"),
  group: hex(32),
  round: count,
  commitment: hex(32),
});
const GroupReveal = z.object({
  type: z.literal("trust-group-reveal"),
  group: hex(32),
  round: count,
  thrown: hex(32),
});

export const ProofMessage = z.discriminatedUnion("type", [Hello, Proof]);
export const CodeMessage = z.discriminatedUnion("type", [Commit, Reveal]);
export const GroupMessage = z.discriminatedUnion("type", [GroupCommit, GroupReveal]);
export const TrustMessage = z.union([ProofMessage, CodeMessage, GroupMessage]);
export type ProofMessage = z.infer<typeof ProofMessage>;
export type CodeMessage = z.infer<typeof CodeMessage>;
export type GroupMessage = z.infer<typeof GroupMessage>;
export type TrustMessage = z.infer<typeof TrustMessage>;

/** Reads a text frame; null where it is none of these. */
export function readTrustMessage(text: string): TrustMessage | null {
  if (text.length > maxTrustLength) return null;
  return TrustMessage.safeParse(readJson(text)).data ?? null;
}
