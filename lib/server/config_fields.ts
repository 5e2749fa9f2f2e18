// The kinds of values that settings have. Knows no names of settings.

import * as z from "zod/mini";
import { canonicalOrigin } from "./origins.ts";

/** Length below which a secret is refused, in bytes of UTF-8. */
const minSecretBytes = 32;
/** Secrets that stand in somebody's documentation are no secrets. */
const knownDefaults =
  /^(change[-_ ]?me|secret|password|conflux|coturn|example|default|test|insecure)/i;

/** Several texts in one, between separators. */
export const list = (separator: RegExp) =>
  z.pipe(
    z.string(),
    z.transform((raw: string) => raw.split(separator).map((one) => one.trim()).filter(Boolean)),
  );
/** A whole number from `min` to `max`, in digits. */
export const wholeNumber = (min: number, max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d+$/, { error: "must be a whole number" })),
    z.pipe(
      z.transform((raw: string) => Number(raw)),
      z.number().check(
        z.minimum(min, { error: `must be at least ${min}` }),
        z.maximum(max, { error: `must be at most ${max}` }),
      ),
    ),
  );
/** The same, with what holds where nothing is set. */
export const integer = (min: number, max: number, fallback: number) =>
  z._default(wholeNumber(min, max), fallback);
/** A text that nobody guesses. */
export const Secret = z.string().check(
  z.refine((raw) => new TextEncoder().encode(raw).length >= minSecretBytes, {
    error: `must have at least ${minSecretBytes} bytes`,
  }),
  z.refine((raw) => !knownDefaults.test(raw) && new Set(raw).size > 4, {
    error: "is a known default or no secret at all",
  }),
);
/** An origin, in the form in which origins are compared. */
export const Origin = z.pipe(
  z.string().check(
    z.refine((raw) => canonicalOrigin(raw) !== null, {
      error: "must be origins such as https://meet.example.org, without a path: " +
        "ConFlux needs a host name or a port of its own",
    }),
  ),
  z.transform((raw: string) => canonicalOrigin(raw) ?? raw),
);
/** The URL of a STUN or TURN server (RFC 7064, RFC 7065). */
export const IceUrl = z.string().check(
  z.regex(/^(stun|stuns|turn|turns):[^\s?]+(\?transport=(udp|tcp))?$/, {
    error: "must be stun:, turn: or turns: URLs, separated by commas",
  }),
);
/** An address that is asked, or led to. */
export const WebUrl = z.string().check(
  z.refine((raw) => /^https?:$/.test(URL.parse(raw)?.protocol ?? ""), {
    error: "must be an https:// URL",
  }),
);
/** As any secret, or as Standard Webhooks writes them: base64 after `whsec_`. */
export const WebhookSecret = Secret.check(
  z.refine((raw) => !raw.startsWith("whsec_") || isBase64(raw.slice("whsec_".length)), {
    error: "must be base64 after whsec_",
  }),
);

function isBase64(text: string): boolean {
  try {
    return Uint8Array.fromBase64(text).length > 0;
  } catch {
    // It throws for what is none.
    return false;
  }
}
