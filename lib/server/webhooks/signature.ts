// The headers of a delivery, as Standard Webhooks 1.0.0 has them (github.com/standard-webhooks): receivers
// check them with a library of that name.

import { createHmac } from "node:crypto";
import type { Letter } from "../stores/mod.ts";

/** The key of a secret: what `whsec_` leads in is base64, everything else its own bytes. */
function keyOf(secret: string): Uint8Array {
  return secret.startsWith("whsec_")
    ? Uint8Array.fromBase64(secret.slice("whsec_".length))
    : new TextEncoder().encode(secret);
}

/** Signs a letter as it is sent at `now`, in ms: HMAC-SHA-256 of id, seconds and body. */
export function signedHeaders(
  { id, body }: Letter,
  { secret, now }: { secret: string; now: number },
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}
