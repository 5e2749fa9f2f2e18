// GET /readyz — the server can do its work: the store takes writes, there is memory, and it is not about to
// stop (R7).
// Also shows what the self-test of TURN found; a relay that is down does not make the server unready,
// most calls need none.

import { jsonResponse } from "../lib/server/http/mod.ts";
import { describeError } from "../lib/server/log.ts";
import { refusal } from "../lib/shared/errors.ts";
import { rest } from "../utils.ts";

export const handler = rest({
  async GET(ctx) {
    const { services } = ctx.state;
    const { turnStatus, log } = services;
    const memory = services.memory();
    if (services.isClosing) return notReady("stopping");
    if (services.drain.isOn) return notReady("draining");
    if (memory === "full") return notReady("memory");
    try {
      await services.checkStore();
      const turn = turnStatus.verdicts?.map(({ url, ok, sentence }) => ({ url, ok, sentence }));
      return jsonResponse({ status: "ready", memory, turn: turn ?? "checking" });
    } catch (error) {
      log({ event: "store_failed", operation: "check", error: describeError(error) });
      return notReady("store");
    }
  },
});

/** The refusal, and what is in the way. */
function notReady(why: "stopping" | "draining" | "memory" | "store"): Response {
  const { error, status: code, message: msg } = refusal("UNAVAILABLE");
  return jsonResponse({ code, msg, error, why }, { status: code });
}
