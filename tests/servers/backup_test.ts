// Backup and restore as an operator calls them, beside servers that are processes of their own.

import assert from "node:assert/strict";
import { type AppProcess, buildApp, productionSettings, serveApp } from "../e2e/rig/app_process.ts";
import { type RedisProcess, startRedis } from "../fakes/redis_process.ts";
import type { Json } from "../fakes/test_server.ts";
import { joinAs, newToken, scheduleMeeting } from "./people.ts";
import { showLogs } from "./server_test_case.ts";

await buildApp();

const root = new URL("../../", import.meta.url).pathname;
const passcode = "seven ravens";
/** Whoever does not come back is gone soon. */
const grace = { CONFLUX_GRACE_S: "5" };

interface Place {
  readonly CONFLUX_DATA: string;
  readonly CONFLUX_STORE?: string;
}

/** A folder that the tasks may write to, for as long as the test. */
async function withFolder(run: (dir: string) => Promise<void>): Promise<void> {
  await Deno.mkdir(`${root}data`, { recursive: true });
  const dir = await Deno.makeTempDir({ dir: `${root}data`, prefix: "backup-test-" });
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** Runs a task with the settings of a server; `input` is a file for its standard input. */
async function task(args: readonly string[], place: Place, input?: string) {
  const quoted = args.map((one) => `'${one}'`).join(" ");
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: [
      "-c",
      `exec "$0" task --quiet ${quoted} ${input ? `< '${input}'` : ""}`,
      Deno.execPath(),
    ],
    cwd: root,
    env: { ...productionSettings, ...place },
    stdout: "piped",
    stderr: "piped",
  }).output();
  return { code, stdout, said: new TextDecoder().decode(stderr) };
}

async function succeeds(args: readonly string[], place: Place, input?: string) {
  const { code, said, stdout } = await task(args, place, input);
  assert.equal(code, 0, said);
  return { said, stdout };
}

async function refuses(args: readonly string[], place: Place, why: RegExp): Promise<void> {
  const { code, said } = await task(args, place);
  assert.equal(code, 1, said);
  assert.match(said, why);
  assert.doesNotMatch(said, /\n\s+at /, "a sentence, not a trace");
}

const kvOf = (app: AppProcess): Place => ({ CONFLUX_DATA: app.dataDir });

/** A meeting with a passcode, two people, one of them HOST by hand, and chat. */
async function meet(origin: string) {
  const organizer = await newToken(origin);
  const id = await scheduleMeeting(origin, organizer, { passcode });
  const olga = await joinAs(origin, id, "Olga", { token: organizer, passcode });
  const ana = await joinAs(origin, id, "Ana", { passcode });
  const promote = { type: "UPDATE_USER_STATE", participant_diff: { role: "HOST" } };
  assert.equal((await olga.ask({ ...promote, muid: ana.muid })).code, 0);
  assert.equal((await ana.ask({ type: "CHAT", text: "said before\u2028the backup" })).code, 0);
  return { id, olga, ana };
}

const namesIn = (frame: Json) => frame.data.participants.map(({ name }: Json) => name);

/** What of the meeting is there again: its passcode, chat, and Ana's seat and role; nobody else's. */
async function isBack({ id, ana }: Awaited<ReturnType<typeof meet>>, origin: string) {
  await assert.rejects(joinAs(origin, id, "Ben", { passcode: "wrong" }), /PASSCODE/);
  const { reply } = await ana.resume(origin);
  assert.equal(reply.code, 0, JSON.stringify(reply));
  assert.equal(reply.self.role, "HOST");
  const ben = await joinAs(origin, id, "Ben", { passcode });
  const joined = ben.socket.frames.find(({ type }) => type === "RES_JOIN_MEETING");
  assert.ok(joined);
  assert.deepEqual(joined.chat.map(({ text }: Json) => text), ["said before\u2028the backup"]);
  const left = await ben.socket.find(
    (frame) => frame.type === "USER_UPDATE" && !namesIn(frame).includes("Olga"),
    20_000,
  );
  assert.deepEqual(namesIn(left), ["Ana", "Ben"], "who does not come back is no ghost");
  assert.equal((await ana.ask({ type: "LOCK_MEETING", locked: true })).code, 0);
  await ana.socket.close();
  await ben.socket.close();
  return reply;
}

Deno.test("[O20] a meeting that is backed up while people are in it is there again after its store is lost", () =>
  withFolder(async (dir) => {
    await using app = await serveApp(grace);
    await showLogs([app], async () => {
      const meeting = await meet(app.origin);
      let isOver = false;
      let changes = 0;
      const [{ said }] = await Promise.all([
        succeeds(["backup", `${dir}/one`], kvOf(app)).finally(() => isOver = true),
        (async () => {
          for (; !isOver; changes += 1) {
            const diff = { hand: changes % 2 === 0 };
            const hand = { type: "UPDATE_USER_STATE", participant_diff: diff };
            const { code } = await meeting.olga.ask({ ...hand, muid: meeting.olga.muid });
            assert.equal(code, 0, "the server goes on meanwhile");
          }
        })(),
      ]);
      assert.ok(changes > 10, `${changes}`);
      assert.match(said, /^Backed up: 1 meetings\.$/m);
      assert.equal(((await Deno.stat(`${dir}/one`)).mode ?? 0) & 0o777, 0o600);
      const own = ["", "-wal", "-shm", ".lock"].map((end) => `conflux.sqlite3${end}`);
      const rest = [...Deno.readDirSync(app.dataDir)].filter(({ name }) => !own.includes(name));
      assert.deepEqual(rest, [], "nothing is left of the copy");

      for (let n = 0; n < 5; n++) await meeting.olga.ask({ type: "CHAT", text: `lost ${n}` });
      const lastSeen = Math.max(...meeting.ana.socket.frames.map(({ seq }) => Number(seq ?? 0)));
      await app.kill();
      for (const { name } of Deno.readDirSync(app.dataDir)) {
        await Deno.remove(`${app.dataDir}/${name}`);
      }
      await app.start();
      await assert.rejects(
        joinAs(app.origin, meeting.id, "Ana", { passcode }),
        /MEETING_NOT_FOUND/,
      );
      await app.kill();

      await succeeds(["restore", `${dir}/one`, "--replace"], kvOf(app));
      await app.start();
      const reply = await isBack(meeting, app.origin);
      assert.ok(reply.data, "somebody who has seen more than was restored is shown the room anew");
      assert.ok(reply.seq > lastSeen);
    });
  }));

Deno.test("[O20] a backup of one store is restored into the other, and back", () =>
  withFolder(async (dir) => {
    const redis = await startRedis();
    try {
      await using first = await serveApp(grace);
      await using second = await serveApp({ ...grace, CONFLUX_STORE: redis.url });
      await second.kill();
      const onRedis = { ...kvOf(second), CONFLUX_STORE: redis.url };
      await showLogs([first, second], async () => {
        const one = await meet(first.origin);
        const other = await meet(first.origin);
        // Written to standard output and read from standard input, as out of a container.
        const { stdout } = await succeeds(["backup", "-"], kvOf(first));
        await Deno.writeFile(`${dir}/piped`, stdout);
        // The lease of a server that was killed.
        await redis.command("DEL", ...await leases(redis));
        const { said } = await succeeds(["restore", "-"], onRedis, `${dir}/piped`);
        assert.match(said, /^Restored: 2 meetings\.$/m);
        await succeeds(["backup", `${dir}/back`], onRedis);
        await second.start();
        await isBack(one, second.origin);

        await first.kill();
        await refuses(["restore", `${dir}/back`], kvOf(first), /meetings in this store/);
        await succeeds(["restore", `${dir}/back`, "--replace"], kvOf(first));
        await first.start();
        await isBack(other, first.origin);
      });
    } finally {
      await redis.close();
    }
  }));

Deno.test("[O21] a restore refuses where a server runs, meetings are there, or the file is not whole, and changes nothing", () =>
  withFolder(async (dir) => {
    const redis = await startRedis();
    try {
      await using disk = await serveApp();
      await using shared = await serveApp({ CONFLUX_STORE: redis.url });
      await showLogs([disk, shared], async () => {
        const onRedis = { ...kvOf(shared), CONFLUX_STORE: redis.url };
        const meetings = [await meet(disk.origin), await meet(shared.origin)];
        await succeeds(["backup", `${dir}/whole`], kvOf(disk));
        const whole = await Deno.readTextFile(`${dir}/whole`);
        const write = (name: string, text: string) => Deno.writeTextFile(`${dir}/${name}`, text);
        await write("cut", whole.split("\n").slice(0, -2).join("\n"));
        await write("changed", whole.replace("Olga", "Eve"));
        await write("later", whole.replace('"format":1', '"format":2'));
        await write("other", '{"some":"file"}\n');

        const before = await succeeds(["backup", "-"], onRedis);
        for (const place of [kvOf(disk), onRedis]) {
          const restore = ["restore", `${dir}/whole`];
          await refuses(restore, place, /Stop (it|all of them) first/);
          await refuses([...restore, "--replace"], place, /Stop (it|all of them) first/);
        }
        await disk.kill();
        await shared.kill();
        await redis.command("DEL", ...await leases(redis));
        for (const place of [kvOf(disk), onRedis]) {
          await refuses(["restore", `${dir}/whole`], place, /meetings in this store already/);
          for (
            const [name, why] of [
              ["cut", /damaged: its end is missing/],
              ["changed", /damaged: its content is not what was written/],
              ["later", /of a later version/],
              ["other", /no backup of ConFlux/],
              ["none", /no such file/],
            ] as const
          ) await refuses(["restore", `${dir}/${name}`, "--replace"], place, why);
        }
        const after = await succeeds(["backup", "-"], onRedis);
        const rooms = (bytes: Uint8Array<ArrayBuffer>) =>
          new TextDecoder().decode(bytes).split("\n")[1];
        assert.equal(rooms(after.stdout), rooms(before.stdout));
        await refuses(["backup", "/etc/conflux.backup"], kvOf(disk), /out of reach/);
        await refuses(["restore", `${dir}/whole`, "--replaces"], kvOf(disk), /Usage/);
        await refuses(
          ["backup", `${dir}/x`],
          { ...onRedis, CONFLUX_STORE: "memory" },
          /keeps nothing/,
        );
        await redis.kill();
        await refuses(["backup", `${dir}/x`], onRedis, /does not answer/);
        await redis.start();

        await disk.start();
        await shared.start();
        for (const [at, { ana }] of meetings.entries()) {
          const { origin } = at === 0 ? disk : shared;
          assert.equal((await ana.resume(origin)).reply.self.role, "HOST");
          await ana.socket.close();
        }
      });
    } finally {
      await redis.close();
    }
  }));

/** Those of servers that were killed would run out by themselves. */
async function leases(redis: RedisProcess): Promise<string[]> {
  const keys = await redis.command("KEYS", "conflux:lease:*");
  assert.ok(Array.isArray(keys) && keys.length > 0);
  return keys.map(String);
}
