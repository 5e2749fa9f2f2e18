// The verbs of a host that are meant for several people at once.

import assert from "node:assert/strict";
import { createCommands } from "../../../lib/browser/signalling/commands.ts";
import type { ErrorId } from "../../../lib/shared/errors.ts";

function setUp(refusals: Record<string, ErrorId> = {}) {
  const asked: string[] = [];
  const commands = createCommands({
    request(command) {
      const muid = "muid" in command ? command.muid ?? "" : "";
      const diff = "participant_diff" in command ? JSON.stringify(command.participant_diff) : "";
      asked.push([command.type, muid, diff].filter(Boolean).join(" "));
      const error = refusals[muid];
      return Promise.resolve(
        error ? { ok: false, error, message: "", isLost: false } : { ok: true, body: null },
      );
    },
  }, { roomId: "123456789", unmuted: () => ["a", "b"], waiting: () => ["x", "y"] });
  return { asked, commands };
}

Deno.test("[F9] mute all asks once for each microphone that is on", async () => {
  const { asked, commands } = setUp();
  assert.deepEqual(await commands.muteAll(), { ok: true });
  assert.deepEqual(asked, [
    'UPDATE_USER_STATE a {"state":{"mic":false}}',
    'UPDATE_USER_STATE b {"state":{"mic":false}}',
  ]);
});

Deno.test("[F9] admit all and deny all ask once for each who waits", async () => {
  const { asked, commands } = setUp();
  await commands.admitAll();
  await commands.denyAll();
  assert.deepEqual(asked, ["ADMIT_USER x", "ADMIT_USER y", "DENY_USER x", "DENY_USER y"]);
});

Deno.test("[F9] somebody who went meanwhile is no failure, a real refusal is told", async () => {
  const gone = setUp({ a: "PEER_NOT_FOUND" });
  assert.deepEqual(await gone.commands.muteAll(), { ok: true });
  const refused = setUp({ x: "PEER_NOT_FOUND", y: "FORBIDDEN" });
  const outcome = await refused.commands.admitAll();
  assert.ok(!outcome.ok && outcome.error === "FORBIDDEN");
});

Deno.test("[F9] a host stops the share of somebody", async () => {
  const { asked, commands } = setUp();
  await commands.stopShare("a");
  assert.deepEqual(asked, ['UPDATE_USER_STATE a {"state":{"screen":false}}']);
});
