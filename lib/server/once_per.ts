// Asks at most once in a while, however often it is asked. Knows not what.

import type { Clock } from "./clock.ts";

/** Makes a function that gives the answer of `ask`, at most `ms` old; a failure is an answer too. */
export function oncePer<T>(ms: number, clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let askedAt = -Infinity;
  let answer: Promise<T> | null = null;
  return () => {
    const now = clock.now();
    // Asked later than now: the clock was set back.
    if (answer && askedAt <= now && now - askedAt < ms) return answer;
    askedAt = now;
    answer = ask();
    return answer;
  };
}
