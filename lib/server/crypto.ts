// Small helpers: HMACs and hashes as text, random ids. No policy.

// Node's and not WebCrypto's where both can: for a few bytes the switch to another thread and back costs
// several times what is worked out there, and everybody who comes in pays it.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA-256 of `message`, base64url without padding. */
export function hmacBase64Url(secret: string, message: string): string {
  return createHmac("sha256", secret).update(message).digest("base64url");
}

/** HMAC-SHA-1 of `message`, base64: what TURN REST credentials are made of. */
export function hmacSha1Base64(secret: string, message: string): string {
  return createHmac("sha1", secret).update(message).digest("base64");
}

/** SHA-256 of `text`, base64url without padding. */
export function sha256Base64Url(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** `bytes` random bytes, base64url. */
export function randomToken(bytes = 32): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return random.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** Nine random digits of which the first is not zero, each number as likely as any other (P4). */
export function randomMeetingId(): string {
  const span = 900_000_000;
  const limit = Math.floor(2 ** 32 / span) * span;
  for (;;) {
    const [random = limit] = crypto.getRandomValues(new Uint32Array(1));
    if (random < limit) return String(100_000_000 + (random % span));
  }
}

/** Compares in a time that tells at most the length. */
export function isEqualText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => new TextEncoder().encode(text));
  return a !== undefined && b !== undefined && a.length === b.length && timingSafeEqual(a, b);
}
