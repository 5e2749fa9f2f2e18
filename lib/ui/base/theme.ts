// The theme a person chose, or the address asks for, as an attribute of the document that styles/tokens.css
// looks at. Without one the system decides.

import { useLayoutEffect } from "preact/hooks";

/**
 * Runs in the head of every page whose address asks for none, before anything is painted, so that no page flashes in the other
 * theme. Reads what lib/browser/preferences.ts keeps.
 */
export const themeScript = `try{document.documentElement.dataset.theme=` +
  `JSON.parse(localStorage.getItem("conflux.preferences")).theme||""}catch{}`;

export function useTheme(theme: string | undefined): void {
  // Before the next paint, so that nothing is seen in the other one.
  useLayoutEffect(() => {
    if (theme) document.documentElement.dataset.theme = theme;
  }, [theme]);
}
