import assert from "node:assert/strict";
import type { LogEvent } from "../../../lib/server/log.ts";
import type { TurnVerdict } from "../../../lib/server/turn/check.ts";
import { createTurnStatus } from "../../../lib/server/turn/status.ts";
import { settle } from "../../fakes/fake_session.ts";
import { createManualClock } from "../../fakes/manual_clock.ts";

const verdict = (kind: TurnVerdict["kind"]): TurnVerdict => ({
  url: "turn:t.example",
  kind,
  ok: kind === "ok",
  sentence: kind,
  tookMs: 1,
});

Deno.test("[F18] a TURN that starts after the app is noticed, and each change is logged once", async () => {
  const clock = createManualClock();
  const logged: LogEvent[] = [];
  const answers = ["wrong-secret", "wrong-secret", "ok"] as const;
  let asked = 0;
  const status = createTurnStatus({
    check: () => Promise.resolve([verdict(answers[asked++] ?? "ok")]),
    clock,
    log: (entry) => logged.push(entry),
  });
  const known = () => status.verdicts;
  assert.equal(known(), null);
  for (let i = 0; i < 4; i++) {
    await settle();
    clock.advance(30_000);
  }
  assert.equal(asked, 3, "no more questions once it works");
  assert.deepEqual(known()?.map((one) => one.kind), ["ok"]);
  assert.deepEqual(logged.map((entry) => "verdict" in entry && entry.verdict), [
    "wrong-secret",
    "ok",
  ]);
  status.close();
  assert.equal(clock.pending, 0);
});
