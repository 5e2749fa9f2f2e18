// The issuer of TURN credentials, counted. Changes nothing of what it does.

import type { Turn } from "../turn/mod.ts";
import type { Metrics } from "./metrics.ts";

/** The same issuer; credentials that let somebody relay are told to `metrics`. */
export function measureTurn(turn: Turn, metrics: Metrics): Turn {
  return {
    credentials(owner) {
      const issued = turn.credentials(owner);
      if (issued.username !== "") metrics.noteCredentials();
      return issued;
    },
  };
}
