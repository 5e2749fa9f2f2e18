// Notices that a proxy serves the app under a path, which it cannot be: its pages ask for everything from
// the root of their host. Says so in the log, once for each path.

import type { Log } from "../log.ts";

/** What people and their pages ask for, below a path in front. */
const own =
  /^((?:\/[^/]+){1,4}?)\/((j|room)\/\d+|doctor|exit|config\/.+|meeting|peer_signal|readyz)?$/;
/** Of more paths there is no word: whoever asks for nonsense is not to fill the log. */
const maxPaths = 20;
const maxLogged = 100;

export interface SubPathWatch {
  /** A request came; a proxy that takes a path off may name it in `X-Forwarded-Prefix`. */
  seePrefix(headers: Headers): void;
  /** There is nothing at this path. */
  seeMissing(path: string): void;
}

/** Makes the watch of a server. */
export function createSubPathWatch(log: Log): SubPathWatch {
  const said = new Set<string>();
  const say = (path: string) => {
    if (said.has(path) || said.size >= maxPaths) return;
    said.add(path);
    log({ event: "sub_path", path: path.slice(0, maxLogged), advice });
  };
  return {
    seePrefix(headers) {
      const prefix = headers.get("x-forwarded-prefix");
      if (prefix && prefix !== "/") say(prefix);
    },
    seeMissing(path) {
      const [, first] = own.exec(path) ?? [];
      if (first) say(first);
    },
  };
}

const advice =
  "ConFlux does not run under a path of another site: give it a host name or a port of its own.";
