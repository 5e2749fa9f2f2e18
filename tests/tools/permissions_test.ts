// What the server may do on a machine, read off the commands that start it.

import assert from "node:assert/strict";

const root = new URL("../../", import.meta.url);
const { tasks, permissions } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
const dockerfile = await Deno.readTextFile(new URL("Dockerfile", root));
const byFlag = /--allow-|(^|\s)-[A-Za-z]*A\b/;

Deno.test("[S15] the server runs with the permissions it needs, by name: no -A, no run, no ffi", () => {
  assert.match(tasks.serve, /(^|\s)-P=serve(\s|$)/);
  assert.match(tasks.serve, /--no-prompt/);
  assert.doesNotMatch(tasks.serve, byFlag);
  for (const command of dockerfile.match(/^(CMD|ENTRYPOINT) .*$/gm) ?? []) {
    assert.doesNotMatch(command, byFlag);
  }
  const { read, write, net, env, ...more } = permissions.serve;
  assert.deepEqual({ read, write, net }, { read: ["."], write: ["data"], net: true });
  assert.ok(Array.isArray(env) && env.every((name: string) => /^[A-Z_]{4,}\*?$/.test(name)));
  assert.deepEqual(more, {});
});

Deno.test("[S15] developing and building may run esbuild besides, and nothing else", () => {
  for (const [task, name] of [["start", "develop"], ["build", "build"]] as const) {
    assert.match(tasks[task], new RegExp(`(^|\\s)-P=${name}(\\s|$)`));
    assert.doesNotMatch(tasks[task], byFlag);
    const { run, write, ffi, sys } = permissions[name];
    assert.deepEqual({ write, ffi, sys }, { write: ["."], ffi: undefined, sys: undefined });
    assert.ok(run.length > 0);
    for (const program of run) assert.match(program, /\/bin\/esbuild$/);
  }
});

Deno.test("[S15] a backup may be read from anywhere, and written to data and backups alone", () => {
  for (const task of [tasks.backup, tasks.restore]) {
    assert.match(task, /(^|\s)-P=backup(\s|$)/);
    assert.match(task, /--no-prompt/);
    assert.doesNotMatch(task, byFlag);
  }
  const { env, ...rest } = permissions.backup;
  assert.deepEqual(rest, { read: true, write: ["data", "backups"], net: true });
  assert.deepEqual(env.filter((name: string) => !permissions.serve.env.includes(name)), []);
});
