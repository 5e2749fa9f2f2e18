// The token is fetched once for all who ask, and renewed in time.

import assert from "node:assert/strict";
import { createCredentials, renewalDelay } from "../../../lib/browser/rest/credentials.ts";
import { ConfigInfo } from "../../../lib/shared/protocol/mod.ts";
import { createManualClock, settle } from "../../fakes/browser/clock.ts";
import { configOf } from "../../fakes/browser/env.ts";

Deno.test("[P3] half the life is counted within bounds, as the clocks may differ by hours", () => {
  const now = 1_000_000_000;
  const delay = (change: object) => renewalDelay(ConfigInfo.parse(configOf("", now, change)), now);
  assert.equal(delay({}), 1_800_000);
  assert.equal(delay({ TOKEN_EXPIRES_AT: now - 7_200_000 }), 5_000);
  assert.equal(delay({ TOKEN_EXPIRES_AT: now + 86_400_000 }), 1_800_000);
  const turn = { TURN_EXPIRES_AT: now + 600_000, ICE_SERVERS: [{ urls: "turn:example.org" }] };
  assert.equal(delay(turn), 300_000);
  assert.equal(delay({ ...turn, ICE_SERVERS: [] }), 1_800_000, "no TURN, no expiry");
  const serverNow = now - 7_200_000;
  const claims = btoa(JSON.stringify({ iat: serverNow / 1_000 })).replace(/=+$/, "");
  const skewed = { token: `x.${claims}.x`, TOKEN_EXPIRES_AT: serverNow + 20_000 };
  assert.equal(delay(skewed), 10_000, "the server's clock counts, not ours");
});

Deno.test("[R2] a /config that hangs, as over a network that is gone, is asked anew", async () => {
  const clock = createManualClock();
  const answers: ((config: ConfigInfo | null) => void)[] = [];
  const credentials = createCredentials({
    clock,
    fetchConfig: () => new Promise((resolve) => answers.push(resolve)),
  });
  const first = credentials.getToken();
  assert.equal(credentials.getToken(), first, "one request for all who ask");
  await clock.advance(10_000);
  assert.equal(await first, null);
  const second = credentials.getToken();
  const config = (token: string) => ConfigInfo.parse(configOf("", clock.now(), { token }));
  answers[1]?.(config("new"));
  assert.equal(await second, "new");
  answers[0]?.(config("old"));
  await settle();
  assert.equal(credentials.config.value?.token, "new", "an answer that comes too late counts not");
  credentials.close();
  assert.deepEqual([clock.pending(), answers.length], [0, 2]);
});
