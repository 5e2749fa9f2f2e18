// What was answered to the last requests of one seat or session, so that a request that comes again
// gets the same answer and has no second effect (P9, R4).

/** How many answers are kept; the oldest go first. */
const kept = 128;

type Listener = (text: string) => void;

export interface Replies {
  /** True where the request is known: `listen` gets its answer, at once or when there is one. */
  repeat(id: string, listen: Listener): boolean;
  /** Takes note of a request that is carried out now. */
  begin(id: string): void;
  /** The answer to a request that began; goes to everybody who asked for it again meanwhile. */
  settle(id: string, text: string): void;
  /** The same for a request that was not carried out for want of the store: it may be tried again. */
  settlePassing(id: string, text: string): void;
}

/** Makes an empty memory of answers. */
export function createReplies(): Replies {
  const entries = new Map<string, string | Set<Listener>>();

  function tell(id: string, text: string): boolean {
    const entry = entries.get(id);
    if (!entry || typeof entry === "string") return false;
    for (const listen of entry) listen(text);
    return true;
  }

  return {
    repeat(id, listen) {
      const entry = entries.get(id);
      if (typeof entry === "string") listen(entry);
      else entry?.add(listen);
      return entry !== undefined;
    },
    begin(id) {
      entries.set(id, new Set());
      const oldest = entries.keys().next();
      if (entries.size > kept && !oldest.done) entries.delete(oldest.value);
    },
    settle(id, text) {
      if (tell(id, text)) entries.set(id, text);
    },
    settlePassing(id, text) {
      if (tell(id, text)) entries.delete(id);
    },
  };
}
