// The token of the operator's sign-in, where it came in the fragment of the address (CONFLUX_ENTRY). It goes
// out of the address bar, which people copy from, stays with the tab, and along with every request. Where a
// cookie carries it the page never sees it.

import type { Env, KeyValues } from "../ports.ts";
import { splitEntry } from "./fragment.ts";

const storageKey = "conflux.entry";

/** The same environment, whose requests show the token, if there is one. */
export function withEntryToken(env: Env): Env {
  const token = takeToken(env.tabStorage);
  if (!token) return env;
  return {
    ...env,
    fetchJson(path, init) {
      const headers = new Headers(init.headers);
      headers.set("x-entry-token", token);
      return env.fetchJson(path, { ...init, headers });
    },
  };
}

/** Takes the token out of the address; null where there is none, nor was before in this tab. */
function takeToken(tabStorage: KeyValues): string | null {
  const found = splitEntry(location.href);
  if (!found) return tabStorage.get(storageKey);
  tabStorage.set(storageKey, found.token);
  history.replaceState(history.state, "", found.rest);
  return found.token;
}
