// How many of something there are at a time, per key, and how many there may be. Knows nothing of what is
// counted.

export interface Counts {
  isFull(key: string): boolean;
  /** Counts one more, whether there is room for it or not; the result takes it off again, once. */
  add(key: string): () => void;
}

/** Makes counts of which each may go up to `max`. */
export function createCounts(max: number): Counts {
  const counts = new Map<string, number>();
  return {
    isFull: (key) => (counts.get(key) ?? 0) >= max,
    add(key) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      let isCounted = true;
      return () => {
        if (!isCounted) return;
        isCounted = false;
        const left = (counts.get(key) ?? 0) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      };
    },
  };
}
