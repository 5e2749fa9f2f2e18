// Passcodes: slow salted hashes and their comparison (S6). Knows no meeting and no limits.

import { cleanPasscode } from "../../shared/passcodes.ts";
import type { PasscodeHash } from "../../shared/room/mod.ts";

/** PBKDF2 rounds (OWASP Password Storage Cheat Sheet, 2023, for SHA-256). */
const iterations = 600_000;

export interface Passcodes {
  hash(passcode: string): Promise<PasscodeHash>;
  verify(passcode: string, stored: PasscodeHash): Promise<boolean>;
  /** Hashes that are not done yet. */
  readonly waiting: number;
}

/** Makes the hasher; at most `parallel` hashes are computed at a time, the others wait their turn. */
export function createPasscodes(parallel: number): Passcodes {
  const turns: Promise<unknown>[] = Array.from({ length: parallel }, () => Promise.resolve());
  let next = 0;
  let waiting = 0;
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    waiting++;
    const lane = next++ % turns.length;
    const run = (turns[lane] ?? Promise.resolve()).then(task).finally(() => waiting--);
    turns[lane] = run.catch(() => undefined);
    return run;
  };
  return {
    get waiting() {
      return waiting;
    },
    hash: (passcode) =>
      inTurn(async () => {
        const salt = crypto.getRandomValues(new Uint8Array(16));
        const hash = await derive(cleanPasscode(passcode), salt, iterations);
        return {
          algorithm: "PBKDF2-SHA-256",
          iterations,
          salt: salt.toBase64(),
          hash: hash.toBase64(),
        };
      }),
    verify: (passcode, stored) =>
      inTurn(async () => {
        const salt = Uint8Array.fromBase64(stored.salt);
        const isRight = async (typed: string) =>
          isEqual(
            await derive(typed, salt, stored.iterations),
            Uint8Array.fromBase64(stored.hash),
          );
        const clean = cleanPasscode(passcode);
        // Those of before were stored with the blanks around them.
        return await isRight(clean) || (clean !== passcode && await isRight(passcode));
      }),
  };
}

async function derive(passcode: string, salt: Uint8Array<ArrayBuffer>, rounds: number) {
  const bytes = new TextEncoder().encode(passcode.normalize("NFKC"));
  const key = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
  const algorithm = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256));
}

/** Compares in a time that does not depend on where the bytes differ. */
function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let i = 0; i < one.length; i++) difference |= (one[i] ?? 0) ^ (other[i] ?? 0);
  return difference === 0;
}
