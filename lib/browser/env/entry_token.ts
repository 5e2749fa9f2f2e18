// The token of the operator's sign-in, where it came in the fragment of the address (CONFLUX_ENTRY). It goes
// out of the address bar, which people copy from, and stays with the tab. Where a cookie carries it the page
// never sees it.

import type { KeyValues } from "../ports.ts";

const storageKey = "conflux.entry";
const part = /[#&]entry=([\w.-]+)/;

/** Takes the token out of the address; null where there is none, nor was before in this tab. */
export function takeEntryToken(tabStorage: KeyValues): string | null {
  const { hash, pathname, search } = location;
  const token = part.exec(hash)?.[1];
  if (!token) return tabStorage.get(storageKey);
  tabStorage.set(storageKey, token);
  const rest = hash.slice(1).split("&").filter((one) => !one.startsWith("entry=")).join("&");
  history.replaceState(history.state, "", `${pathname}${search}${rest && `#${rest}`}`);
  return token;
}
