// The notices of licences of what the built pages are made of.

import assert from "node:assert/strict";
import { buildApp, serveApp } from "../e2e/rig/app_process.ts";

Deno.test("scripts are served without notices of licences, and these beside them", async () => {
  await buildApp();
  await using app = await serveApp({ CONFLUX_STORE: "memory" });
  const page = await (await fetch(app.origin)).text();
  const script = /\/_fresh\/js\/\w+\/Home\.js/.exec(page)?.[0] ?? "";
  const code = await (await fetch(app.origin + script)).text();
  assert.match(code, /\/\/! NOTICES\.txt\n$/);
  assert.doesNotMatch(code, /@license/);
  const notices = await fetch(app.origin + script.replace("Home.js", "NOTICES.txt"));
  assert.equal(notices.headers.get("content-type"), "text/plain; charset=UTF-8");
  assert.match(await notices.text(), /Home\.js\n[^]*@lucide\/icons[^]*ISC/);
});
