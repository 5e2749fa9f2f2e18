// What an operator may do to a running server over HTTP, with the token of the settings: see its rooms, end a
// meeting, and drain it before an upgrade. Where no token is set there is nothing here.

import { type Refusal, refusal } from "../shared/errors.ts";
import { isEqualText } from "./crypto.ts";
import { bearerToken } from "./token.ts";

/** Why a request is no operator's, or null. */
export function refuseAdmin(headers: Headers, token: string | null): Refusal | null {
  if (token === null) return refusal("NOT_FOUND");
  const shown = bearerToken(headers);
  return shown !== null && isEqualText(shown, token) ? null : refusal("UNAUTHORIZED");
}

/** Whether the server takes new work, as its operator wants it. */
export interface Drain {
  /** While it is: no new meetings and nobody new; who is in stays, and comes back after a break. */
  isOn: boolean;
}
