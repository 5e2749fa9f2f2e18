// The server's word on the page's origin, as a test has it.

import { createOriginCheck, type OriginCheck } from "../../../lib/browser/rest/origin_check.ts";

/** A check whose server lets the page in, until `refuse()`. */
export function createFakeOrigin(): OriginCheck & { refuse(): void; readonly asked: number } {
  let isRefusing = false;
  let asked = 0;
  const check = createOriginCheck({
    fetchJson() {
      asked += 1;
      const answer = isRefusing
        ? { status: 403, body: { code: 403, msg: "no", error: "FORBIDDEN_ORIGIN" } }
        : { status: 200, body: { status: "ok" } };
      return Promise.resolve(answer);
    },
  });
  return {
    ...check,
    refuse() {
      isRefusing = true;
    },
    get asked() {
      return asked;
    },
  };
}
