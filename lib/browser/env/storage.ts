// What a browser keeps for an origin: values that may not be kept at all, and locks that pages hold.

import type { KeyValues } from "../ports.ts";

/**
 * Values of a storage that may be switched off, full, or emptied at any time: what this page has set holds
 * as long as the page, and is put back where it went missing. Naming the storage may throw already, so
 * it is named anew each time.
 */
export function createKeyValues(storage: () => Storage): KeyValues {
  const own = new Map<string, string>();
  /** Taken away by us, though the storage would not let it go. */
  const removed = new Map<string, string>();

  function set(key: string, value: string): boolean {
    own.set(key, value);
    removed.delete(key);
    return tryStorage(() => {
      storage().setItem(key, value);
      return storage().getItem(key) === value;
    }) ?? false;
  }

  return {
    get(key) {
      const stored = tryStorage(() => storage().getItem(key));
      if (typeof stored === "string" && stored !== removed.get(key)) return stored;
      const value = own.get(key) ?? null;
      if (value !== null) set(key, value);
      return value;
    },
    set,
    remove(key) {
      own.delete(key);
      tryStorage(() => storage().removeItem(key));
      const left = tryStorage(() => storage().getItem(key));
      if (typeof left === "string") removed.set(key, left);
    },
  };
}

/** Null where the storage refuses, for whatever reason. */
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
