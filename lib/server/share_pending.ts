// Work that is under way is shared by all who ask for it meanwhile. Knows not what it is.

/** Wraps `work` so that of each key one call is under way at a time; all who ask then get its result. */
export function sharePending<T>(work: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const pending = new Map<string, Promise<T>>();
  return (key) => {
    const one = pending.get(key) ?? work(key).finally(() => pending.delete(key));
    pending.set(key, one);
    return one;
  };
}
