// Limits at the door that nothing reaches, for tests that are about something else.

import type { Clock } from "../../lib/server/clock.ts";
import { openDoor } from "../../lib/server/entry.ts";
import { createLocalLimits } from "../../lib/server/limits.ts";
import { createEntrances, type Entrances } from "../../lib/server/socket/entrances.ts";

const much = { perSecond: 1_000_000, burst: 1_000_000 };

export function openEntrances(clock: Clock): Entrances {
  return createEntrances(
    {
      limits: createLocalLimits(clock),
      memory: () => "ok",
      entry: openDoor,
      drain: { isOn: false },
    },
    {
      lookUps: much,
      joins: much,
      denied: much,
    },
  );
}
