// What a browser keeps for an origin: values that may not be kept at all, and locks that pages hold.

import type { KeyValues } from "../ports.ts";

/** Naming the storage may throw already, so it is named anew each time. */
export function createKeyValues(storage: () => Storage): KeyValues {
  return {
    get: (key) => tryStorage(() => storage().getItem(key)),
    set: (key, value) => tryStorage(() => storage().setItem(key, value)),
    remove: (key) => tryStorage(() => storage().removeItem(key)),
  };
}

/** Storage may be switched off, or full; then nothing is remembered, and everything else works. */
function tryStorage<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/** Web Locks API, section 3.1; the browser lets go when the page is gone. */
export function holdLock(name: string, limitMs: number): Promise<boolean | null> {
  const locks: LockManager | undefined = navigator.locks;
  // Plain http has none.
  if (!locks) return Promise.resolve(null);
  return new Promise((resolve) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), limitMs);
    const keep = () => {
      clearTimeout(timer);
      resolve(true);
      return new Promise<never>(() => {});
    };
    // Refused for any other reason than the limit, it is as if there were no locks.
    locks.request(name, { signal: limit.signal }, keep)
      .catch(() => resolve(limit.signal.aborted ? false : null));
  });
}
