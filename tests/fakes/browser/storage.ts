// Storage that is a map.

/** Makes a storage with these values in it. */
export function createStorage(kept: Record<string, string> = {}) {
  const storage = new Map(Object.entries(kept));
  return {
    get: (key: string) => storage.get(key) ?? null,
    set: (key: string, value: string) => storage.set(key, value).has(key),
    remove: (key: string) => void storage.delete(key),
  };
}
