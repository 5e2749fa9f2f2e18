// What a registry needs of passcodes and keys, for servers in tests.

import type { Clock } from "../../lib/server/clock.ts";
import { createLocalLimits } from "../../lib/server/limits.ts";
import {
  createLinkKeys,
  createOrganizerKeys,
  createShownCheck,
} from "../../lib/server/rooms/mod.ts";
import type { Passcodes } from "../../lib/server/rooms/passcode.ts";

/** The door of a server with this secret; without passcodes of one's own any is right. */
export function createDoor(
  { secret, clock, passcodes = openPasscodes }: {
    secret: string;
    clock: Clock;
    passcodes?: Passcodes;
  },
) {
  const limits = createLocalLimits(clock);
  const organizerKeys = createOrganizerKeys({ secret, limits });
  const linkKeys = createLinkKeys({ secret });
  const checkShown = createShownCheck({ passcodes, organizerKeys, linkKeys, limits });
  return { organizerKeys, linkKeys, ofRegistry: { passcodes, checkShown } };
}

const openPasscodes: Passcodes = {
  waiting: 0,
  hash: () => Promise.reject(new Error("not here")),
  verify: () => Promise.resolve(true),
};
