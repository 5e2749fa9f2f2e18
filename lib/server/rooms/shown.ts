// What somebody shows at the door of a meeting, and what it makes of them: the passcode, the organizer key,
// the key in the link. Knows no room, and lets nobody in.

import type { Refusal } from "../../shared/errors.ts";
import type { Meeting } from "../../shared/room/mod.ts";
import type { Limits } from "../limits.ts";
import type { LinkKeys } from "./link_key.ts";
import type { OrganizerKeys } from "./organizer_key.ts";
import { createPasscodeCheck } from "./passcode_check.ts";
import type { Passcodes } from "./passcode.ts";

/** What is shown, and by whom; `subject` is the token's, and absent where none was asked for. */
export interface Shown {
  readonly subject?: string;
  readonly address: string;
  readonly passcode?: string | undefined;
  readonly organizerKey?: string | undefined;
  readonly linkKey?: string | undefined;
}

/** What somebody has who may pass. */
export interface Standing {
  /** The organizer key. */
  readonly hasKey: boolean;
  /** The key of the link, or there is no need of it. */
  readonly hasLink: boolean;
}

export type ShownCheck = (meeting: Meeting, shown: Shown) => Promise<Standing | Refusal>;

interface Deps {
  readonly passcodes: Passcodes;
  readonly organizerKeys: OrganizerKeys;
  readonly linkKeys: LinkKeys;
  readonly limits: Limits;
}

/** Makes the check; what it says no to counts for address and meeting (S6). */
export function createShownCheck(deps: Deps): ShownCheck {
  const checkPasscode = createPasscodeCheck(deps);
  return async function check(meeting, { subject = "", address, ...shown }) {
    const { organizerKey } = shown;
    const key = await deps.organizerKeys.check(meeting, { subject, key: organizerKey, address });
    if (typeof key === "object") return key;
    const isOrganizer = key || subject === meeting.organizer.subject;
    const { passcode } = shown;
    const wrong = await checkPasscode(meeting, { passcode, address, isOrganizer });
    if (wrong) return wrong;
    const hasLink = !meeting.linkOnly || deps.linkKeys.check(meeting, shown.linkKey);
    return { hasKey: key, hasLink: hasLink || isOrganizer };
  };
}
