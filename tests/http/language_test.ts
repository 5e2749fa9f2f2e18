// The language of pages as the server renders them.

import assert from "node:assert/strict";
import { zh } from "../../lib/ui/text/zh/mod.ts";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer } from "../fakes/test_server.ts";

const chinese = { accept: "text/html", "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" };

Deno.test("[F16] every page is rendered in the language the browser asks for", async () => {
  await using server = await startServer(applyBuild);
  for (const path of ["/", "/j/123456789", "/room/123456789", "/exit", "/doctor", "/nothing"]) {
    const page = await server.request(path, { headers: chinese });
    assert.match(page.text, /<html lang="zh-CN">/, path);
    // What is nowhere has the name of the app for a title.
    if (path !== "/nothing") assert.match(page.text, /<title>[^<]*\p{Script=Han}/u, path);
    const [main = ""] = /<main[\s\S]*<\/main>/.exec(page.text) ?? [];
    assert.match(main, />[^<]*\p{Script=Han}/u, path);
    assert.match(page.headers.get("vary") ?? "", /^Accept-Language, Cookie(,|$)/, path);
    const english = await server.request(path, { headers: { accept: "text/html" } });
    assert.match(english.text, /<html lang="en">/, path);
    const words = english.text.replaceAll("简体中文", "");
    assert.ok(!/\p{Script=Han}/u.test(words), path);
  }
});

Deno.test("[F16] who asks for traditional Chinese gets the next wish, or English", async () => {
  await using server = await startServer(applyBuild);
  for (
    const [wish, language] of [
      ["zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "en"],
      ["zh-Hant-HK,zh-CN;q=0.5", "zh-CN"],
    ]
  ) {
    const headers = { accept: "text/html", "accept-language": wish ?? "" };
    const page = await server.request("/", { headers });
    assert.match(page.text, new RegExp(`<html lang="${language}">`), wish);
  }
});

Deno.test("[F16] a choice goes before what the browser asks for; a broken one is none", async () => {
  await using server = await startServer(applyBuild);
  const ask = async (cookie: string) =>
    (await server.request("/", { headers: { ...chinese, cookie } })).text;
  assert.match(await ask("a=1; conflux_language=en"), /<html lang="en">/);
  assert.ok((await ask("conflux_language=xx")).includes(zh.home.headline));
});

Deno.test("[F16] answers of the API have no language", async () => {
  await using server = await startServer(applyBuild);
  const answer = await server.request("/config/x", { headers: chinese });
  assert.equal(answer.headers.get("vary"), null);
  assert.ok(!/\p{Script=Han}/u.test(answer.text));
});
