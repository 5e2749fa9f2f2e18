// The page of the interfaces, as a server sends it; tests/ui/api looks at it in a browser.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer, testConfig } from "../fakes/test_server.ts";

Deno.test("[O10][O11] /api shows both to a person, in both languages, without script or style in it", async () => {
  await using server = await startServer(applyBuild, { config: testConfig({ httpPerMinute: 2 }) });
  const read = (language: string) =>
    server.request("/api", { headers: { accept: "text/html", "accept-language": language } });
  const [english, chinese] = [await read("en"), await read("zh")];
  for (const { status, text, headers } of [english, chinese]) {
    assert.equal(status, 200);
    assert.match(headers.get("content-type") ?? "", /^text\/html/);
    assert.match(headers.get("content-security-policy") ?? "", /style-src 'self';/);
    assert.doesNotMatch(text, /<style| style=|undefined|\[object/);
    const main = text.slice(text.indexOf("<main"), text.indexOf("</main>"));
    assert.doesNotMatch(main, /<script|https?:\/\//);
    for (
      const shown of [
        "/meeting/{meeting_id}/{name}",
        "X-Meeting-Passcode",
        "RES_CHAT",
        "LOBBY_UPDATE",
        "4409",
      ]
    ) {
      assert.ok(main.includes(shown), shown);
    }
    const anchors = [...main.matchAll(/href="#([^"]+)"/g)].map(([, anchor]) => anchor);
    const lost = anchors.filter((anchor) => !main.includes(`id="${anchor}"`));
    assert.deepEqual(lost, []);
    assert.ok(anchors.length > 50);
  }
  assert.match(english.text, /<html lang="en">[^]*Interfaces for programs/);
  assert.match(chinese.text, /<html lang="zh-CN">[^]*程序接口/);
  // It is long: who asks for it without end is told to wait, as of the REST side.
  const limited = await read("en");
  assert.equal(limited.status, 429);
  assert.match(limited.text, /<h1>/);
});
