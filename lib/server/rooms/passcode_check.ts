// Whether somebody knows a meeting's passcode, and how often they may try (S6).

import { rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import type { Meeting } from "../../shared/room/mod.ts";
import type { Clock } from "../clock.ts";
import { createLimiter } from "../limits.ts";
import type { Passcodes } from "./passcode.ts";

/** Wrong passcodes per minute before further ones are refused unseen (S6). */
const passcodeTries = { perAddress: 10, perRoom: 30 } as const;

/** Says why somebody may not pass, or null; wrong tries count for their address and the meeting. */
export type PasscodeCheck = (
  meeting: Meeting,
  visitor: { passcode?: string; address: string },
) => Promise<Refusal | null>;

/** Makes the check of this process. */
export function createPasscodeCheck(
  { passcodes, clock }: { passcodes: Passcodes; clock: Clock },
): PasscodeCheck {
  const perMinute = (count: number) => ({ perSecond: count / 60, burst: count });
  const triesByAddress = createLimiter(perMinute(passcodeTries.perAddress), clock);
  const triesByRoom = createLimiter(perMinute(passcodeTries.perRoom), clock);

  return async function checkPasscode(
    meeting: Meeting,
    { passcode, address }: { passcode?: string; address: string },
  ): Promise<Refusal | null> {
    if (meeting.passcode === null) return null;
    if (!passcode) return refusal("PASSCODE_REQUIRED");
    const waitS = triesByAddress.take(address);
    if (waitS > 0) return rateLimited(waitS);
    const roomWaitS = triesByRoom.take(meeting.id);
    if (roomWaitS > 0) return rateLimited(roomWaitS);
    if (!await passcodes.verify(passcode, meeting.passcode)) return refusal("PASSCODE_WRONG");
    triesByAddress.give(address);
    triesByRoom.give(meeting.id);
    return null;
  };
}
