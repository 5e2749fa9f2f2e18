// Development: a change restarts the server, and open pages are told that it is another one.

import { equal, match, notEqual, ok } from "node:assert/strict";
import { createLineReader, read, siteRoot } from "./site.ts";

Deno.test("a changed file restarts the server, and pages hear of a new revision", async () => {
  const staticDir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${staticDir}/styles.css`, "a{}");
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-clear-screen", `--watch=${staticDir}`, `${siteRoot}/dev.ts`],
    env: { FIXTURE_STATIC: staticDir, NO_COLOR: "1" },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const output = createLineReader(process.stdout);
  try {
    const [, before] = await output.next(/^Listening on (http:\/\/\S+)\/$/);
    ok(before !== undefined);
    const alive = await fetch(`${before}/_frsh/alive`);
    equal(alive.headers.get("content-type"), "text/event-stream");
    ok(alive.body !== null);
    const events = createLineReader(alive.body);
    const [, revision] = await events.next(/^data: (\S+)$/);

    const html = (await read(fetch(`${before}/`)))[1];
    const script = /<script type="module" src="([^"]+)"><\/script>/.exec(html)?.[1];
    match((await read(fetch(before + script)))[1], /_frsh\/alive/);

    await Deno.writeTextFile(`${staticDir}/styles.css`, "b{}");
    // The stream is cut when the server goes; that is what makes a page ask again.
    await events.end().catch(() => {});
    const [, after] = await output.next(/^Listening on (http:\/\/\S+)\/$/);
    const next = await fetch(`${after}/_frsh/alive`);
    ok(next.body !== null);
    const nextEvents = createLineReader(next.body);
    notEqual((await nextEvents.next(/^data: (\S+)$/))[1], revision);
    await nextEvents.cancel();
    equal((await read(fetch(`${after}/styles.css`)))[1], "b{}");
  } finally {
    process.kill("SIGINT");
    await output.end();
    await process.status;
    await Deno.remove(staticDir, { recursive: true });
  }
});
