// What somebody did on a page before it was alive: typed into a field, ticked a box, opened a fold. The
// elements of the server hold it, and the first render of an island would set them back (it renders
// anew, in place; see docs/decisions/0019).

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * Reads the server's element once, before the first render touches it. Until `tell` was called with what
 * it held, `current` is that, and to be shown; from then on it is null. Null too where there was none,
 * and without a selector.
 */
export function useEarly<Held, E extends Element>(
  selector: string | null,
  { read, tell }: { read: (element: E) => Held; tell: (held: Held) => void },
): RefObject<Held> {
  const isFirst = useRef(true);
  const early = useRef<Held>(null);
  if (isFirst.current && selector && typeof document !== "undefined") {
    const element = document.querySelector<E>(selector);
    early.current = element && read(element);
  }
  isFirst.current = false;
  useEffect(() => {
    const held = early.current;
    early.current = null;
    if (held !== null) tell(held);
  }, []);
  return early;
}
