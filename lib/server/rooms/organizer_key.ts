// The organizer key: with it the organizer of a meeting is its organizer on another device as well (P14).
// Nothing of it is stored: it is worked out of the server's secret, and again where somebody shows one.

import { rateLimited, type Refusal, refusal } from "../../shared/errors.ts";
import type { Meeting } from "../../shared/room/mod.ts";
import { hmacBase64Url, isEqualText } from "../crypto.ts";
import type { Limits } from "../limits.ts";

/** Wrong keys per minute before further ones are refused, as with passcodes (S6). */
const keyTries = { perAddress: 10, perRoom: 30 } as const;

/** Somebody at the door; `key` as they showed it, if they did. */
interface Shown {
  readonly subject: string;
  readonly key?: string | undefined;
  readonly address: string;
}

export interface OrganizerKeys {
  /** The key of the meeting `id` of the organizer with this token subject. */
  keyOf(id: string, subject: string): string;
  /** Whether the key that was shown is right; false where none was. A wrong one is a refusal. */
  check(meeting: Meeting, shown: Shown): Promise<boolean | Refusal>;
}

/** Makes the keys: HMAC-SHA-256 (RFC 2104) under a key that is derived for them alone. */
export function createOrganizerKeys(
  { secret, limits }: { secret: string; limits: Limits },
): OrganizerKeys {
  const key = hmacBase64Url(secret, "organizer-key");
  const perMinute = (count: number) => ({ perSecond: count / 60, burst: count });
  const triesByAddress = limits.of("key-address", perMinute(keyTries.perAddress));
  const triesByRoom = limits.of("key-room", perMinute(keyTries.perRoom));
  // The organizer stands in it: where a number is given out again, the old key is worth nothing.
  const keyOf = (id: string, subject: string) => hmacBase64Url(key, `${id}:${subject}`);

  return {
    keyOf,
    async check({ id, organizer }, { subject, key: shown, address }) {
      // Who is known as the organizer needs none, and is not kept out by an old one.
      if (!shown || subject === organizer.subject) return false;
      const waitS = await triesByAddress.take(address);
      if (waitS > 0) return rateLimited(waitS);
      if (isEqualText(shown, keyOf(id, organizer.subject))) {
        await triesByAddress.give(address);
        return true;
      }
      // Counted for the wrong ones only: whoever tries many keeps nobody out who has the right one.
      const roomWaitS = await triesByRoom.take(id);
      return roomWaitS > 0 ? rateLimited(roomWaitS) : refusal("ORGANIZER_KEY_WRONG");
    },
  };
}
