// Whether somebody knows a meeting's passcode, and how often they may try (S6).

import { rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import type { Meeting } from "../../shared/room/mod.ts";
import type { Limits } from "../limits.ts";
import type { Passcodes } from "./passcode.ts";

/** Wrong passcodes per minute before further ones are refused unseen (S6). */
const passcodeTries = { perAddress: 10, perRoom: 30 } as const;
/** Right or wrong, a passcode costs a slow hash: so many of one address, as for an office that comes in. */
const hashRate = { perSecond: 1, burst: 60 } as const;
/** Whoever comes while this many wait for a hash is told to come again in so many seconds. */
const queue = { max: 100, waitS: 5 } as const;

/** Somebody who may have a passcode. */
interface Visitor {
  readonly passcode?: string | undefined;
  readonly address: string;
  /** Nobody's wrong tries keep the organizer out. */
  readonly isOrganizer: boolean;
}

/** Says why somebody may not pass, or null; wrong tries count for their address and the meeting. */
export type PasscodeCheck = (meeting: Meeting, visitor: Visitor) => Promise<Refusal | null>;

/** Makes the check of this process. */
export function createPasscodeCheck(
  { passcodes, limits }: { passcodes: Passcodes; limits: Limits },
): PasscodeCheck {
  const perMinute = (count: number) => ({ perSecond: count / 60, burst: count });
  const triesByAddress = limits.of("passcode-address", perMinute(passcodeTries.perAddress));
  const triesByRoom = limits.of("passcode-room", perMinute(passcodeTries.perRoom));
  const hashes = limits.of("hash-address", hashRate);

  return async function checkPasscode(meeting, { passcode, address, isOrganizer }) {
    if (meeting.passcode === null) return null;
    if (!passcode) return refusal("PASSCODE_REQUIRED");
    if (passcodes.waiting >= queue.max) return rateLimited(queue.waitS);
    const waitS = await hashes.take(address) || await triesByAddress.take(address);
    if (waitS > 0) return rateLimited(waitS);
    const roomWaitS = isOrganizer ? 0 : await triesByRoom.take(meeting.id);
    if (roomWaitS > 0) return rateLimited(roomWaitS);
    if (!await passcodes.verify(passcode, meeting.passcode)) return refusal("PASSCODE_WRONG");
    await triesByAddress.give(address);
    if (!isOrganizer) await triesByRoom.give(meeting.id);
    return null;
  };
}
