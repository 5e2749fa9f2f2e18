// The server's word on the page's origin, as a test has it.

import { createOriginCheck, type OriginCheck } from "../../../lib/browser/rest/origin_check.ts";

export interface FakeOrigin extends OriginCheck {
  /** From now on the server takes no socket from the page's address. */
  refuse(): void;
  /** From now on the server is out of reach. */
  lose(): void;
  readonly asked: number;
}

/** A check whose server lets the page in, at first. */
export function createFakeOrigin(): FakeOrigin {
  let word: "allowed" | "refused" | "lost" = "allowed";
  let asked = 0;
  const check = createOriginCheck({
    fetchJson() {
      asked += 1;
      if (word === "lost") return Promise.reject(new TypeError("offline"));
      const answer = word === "refused"
        ? { status: 403, body: { code: 403, msg: "no", error: "FORBIDDEN_ORIGIN" } }
        : { status: 200, body: { status: "ok" } };
      return Promise.resolve(answer);
    },
  });
  return {
    isRefused: check.isRefused,
    get isBlocked() {
      return check.isBlocked;
    },
    ask: check.ask,
    clear: check.clear,
    refuse() {
      word = "refused";
    },
    lose() {
      word = "lost";
    },
    get asked() {
      return asked;
    },
  };
}
