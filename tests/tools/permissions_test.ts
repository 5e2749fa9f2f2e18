// What the server may do on a machine, read off the commands that start it.

import assert from "node:assert/strict";

const root = new URL("../../", import.meta.url);
const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
const dockerfile = await Deno.readTextFile(new URL("Dockerfile", root));
const everything = /(^|\s)(-A|--allow-all)\b/;

Deno.test("[S15] the server runs with the permissions it needs, by name: no -A, no run, no ffi", () => {
  const container = /^(CMD|ENTRYPOINT) .*$/gm;
  for (const command of [tasks.serve, ...dockerfile.match(container) ?? []]) {
    assert.doesNotMatch(command, everything);
    assert.doesNotMatch(command, /--allow-(run|ffi)/);
  }
  assert.match(tasks.serve, /--allow-env=\S+/);
  assert.match(tasks.serve, /--allow-write=data(\s|$)/);
});

Deno.test("[S15] developing and building may run esbuild besides, and nothing else", () => {
  for (const command of [tasks.start, tasks.build]) {
    assert.doesNotMatch(command, everything);
    assert.doesNotMatch(command, /--allow-ffi/);
    const [, programs = ""] = /--allow-run=(\S+)/.exec(command) ?? [];
    assert.ok(programs.split(",").length > 0);
    for (const program of programs.split(",")) assert.match(program, /\/bin\/esbuild$/);
  }
});
