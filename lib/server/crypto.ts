// Small helpers over WebCrypto: HMACs as text, random ids. No policy.

import { encodeBase64, encodeBase64Url } from "./base64.ts";

async function hmac(secret: string, message: string, hash: "SHA-1" | "SHA-256") {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
  ]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(message)));
}

/** HMAC-SHA-256 of `message`, base64url without padding. */
export async function hmacBase64Url(secret: string, message: string): Promise<string> {
  return encodeBase64Url(await hmac(secret, message, "SHA-256"));
}

/** HMAC-SHA-1 of `message`, base64: what TURN REST credentials are made of. */
export async function hmacSha1Base64(secret: string, message: string): Promise<string> {
  return encodeBase64(await hmac(secret, message, "SHA-1"));
}

/** `bytes` random bytes, base64url. */
export function randomToken(bytes = 32): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
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
