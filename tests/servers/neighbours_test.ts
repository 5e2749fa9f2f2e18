// Two versions of the server side by side on one Redis, as while one is replaced by the next: the one here
// and the main of 2026-11-26, built from the history of this checkout.

import assert from "node:assert/strict";
import { type AppProcess, buildApp, serveApp } from "../e2e/rig/app_process.ts";
import { type RedisProcess, startRedis } from "../fakes/redis_process.ts";
import type { Json } from "../fakes/test_server.ts";
import { joinAs, newToken, scheduleMeeting } from "./people.ts";
import { showLogs } from "./server_test_case.ts";

const before = "a9548ac231b01ffccd9d0b4603e70153fd9ccf6a";
const root = new URL("../../", import.meta.url).pathname;

async function run(command: string, args: readonly string[], cwd: string): Promise<boolean> {
  const { success, stderr } = await new Deno.Command(command, {
    args: [...args],
    cwd,
    env: { CONFLUX_IS_BUILT: "" },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) console.error(`${command}: ${new TextDecoder().decode(stderr).slice(-2_000)}`);
  return success;
}

const hasHistory = await run("git", ["cat-file", "-e", `${before}^{commit}`], root);
if (!hasHistory) console.error("neighbours_test.ts: this checkout has no history to build from");

/** The other version in a folder of its own; its server as ours is served. */
async function buildBefore(): Promise<{ dir: string; serve: typeof serveApp }> {
  const dir = await Deno.makeTempDir({ prefix: "conflux-before-" });
  assert.ok(await run("sh", ["-c", `git archive ${before} | tar -x -C ${dir}`], root));
  assert.ok(await run(Deno.execPath(), ["install", "--frozen"], dir));
  assert.ok(await run(Deno.execPath(), ["task", "build"], dir));
  const rig = await import(`${dir}/tests/e2e/rig/app_process.ts`);
  return { dir, serve: rig.serveApp };
}

interface Place {
  readonly redis: RedisProcess;
  readonly older: AppProcess;
  readonly newer: AppProcess;
}

async function withNeighbours(test: (place: Place) => Promise<void>): Promise<void> {
  await buildApp();
  const { dir, serve } = await buildBefore();
  const redis = await startRedis();
  try {
    await using older = await serve({ CONFLUX_STORE: redis.url });
    await using newer = await serveApp({ CONFLUX_STORE: redis.url });
    await showLogs([older, newer], () => test({ redis, older, newer }));
  } finally {
    await redis.close();
    await Deno.remove(dir, { recursive: true });
  }
}

const info = (frame: Json, muid: string) =>
  frame.data.participants.find((one: Json) => one.muid === muid);

Deno.test({
  name:
    "[R5][P16] the version before and this one share a meeting, and its people move from one to the other",
  ignore: !hasHistory,
  fn: () =>
    withNeighbours(async ({ older, newer }) => {
      const organizer = await newToken(older.origin);
      const room = await scheduleMeeting(older.origin, organizer);
      const olga = await joinAs(older.origin, room, "Olga", { token: organizer });
      const ana = await joinAs(newer.origin, room, "Ana");
      const ben = await joinAs(older.origin, room, "Ben");

      for (const [from, to] of [[olga, ana], [ana, olga]] as const) {
        const text = `from ${from.name}`;
        assert.equal((await from.ask({ type: "CHAT", text })).code, 0);
        await to.socket.find((frame) => frame.type === "CHAT" && frame.data.text === text);
        const payload = { candidate: { candidate: from.name } };
        await from.ask({ type: "SIGNAL", to: to.muid, payload });
        await to.socket.find((frame) => frame.type === "SIGNAL" && frame.from === from.muid);
      }
      const promote = { type: "UPDATE_USER_STATE", participant_diff: { role: "HOST" } };
      assert.equal((await olga.ask({ ...promote, muid: ana.muid })).code, 0);
      await ana.socket.find((frame) =>
        frame.type === "USER_UPDATE" && info(frame, ana.muid)?.role === "HOST"
      );
      assert.equal((await ana.ask({ type: "LOCK_MEETING", locked: true })).code, 0);
      await ben.socket.find((frame) => frame.type === "USER_UPDATE" && frame.data.locked);

      // What this one adds is left alone by the other, also where it writes.
      const early = await scheduleMeeting(newer.origin, await newToken(newer.origin));
      const gus = await joinAs(newer.origin, early, "Gus");
      const eve = await joinAs(older.origin, early, "Eve");
      assert.equal((await eve.ask({ type: "CHAT", text: "hello" })).code, 0);
      await gus.socket.find((frame) => frame.type === "CHAT" && frame.data.text === "hello");
      assert.equal(
        (await gus.ask({ type: "FINISH_MEETING" })).error,
        "FORBIDDEN",
        "a stand-in still",
      );

      await older.signal("SIGTERM");
      assert.equal(await older.ended(), 0);
      for (const person of [olga, ben, eve]) {
        const { reply } = await person.resume(newer.origin);
        assert.equal(reply.code, 0, `${person.name}: ${JSON.stringify(reply)}`);
      }
      assert.equal((await olga.ask({ type: "LOCK_MEETING", locked: false })).code, 0, "HOST still");
      const late = await joinAs(newer.origin, room, "Late");
      const seen = late.socket.frames.find((frame: Json) => frame.type === "RES_JOIN_MEETING");
      assert.deepEqual(seen.data.participants.map((one: Json) => [one.name, one.role]), [
        ["Olga", "HOST"],
        ["Ana", "HOST"],
        ["Ben", "PARTICIPANT"],
        ["Late", "PARTICIPANT"],
      ]);
      assert.deepEqual(seen.chat.map(({ text }: Json) => text), ["from Olga", "from Ana"]);
      for (const { socket } of [olga, ana, ben, gus, eve, late]) await socket.close();
    }),
});
