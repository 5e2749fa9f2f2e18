// The title of the page follows its language; in which it was at first, the server has said.

import { useEffect } from "preact/hooks";

/** An empty one leaves the title as it is. */
export function useTitle(title: string): void {
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
}
