// What the address of a meeting's page asks for, as the server answers it.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer } from "../fakes/test_server.ts";

const html = { accept: "text/html" };
const asked = "name=Ana&mic=off&lang=zh&theme=dark&chrome=none";

Deno.test("[O30] preview, call and exit are rendered as the address asks", async () => {
  await using server = await startServer(applyBuild);
  const paths = ["/j/123456789?", "/room/123456789?", "/exit?reason=left&meeting=123456789&"];
  for (const path of paths) {
    const page = await server.request(path + asked, { headers: html });
    const [tag = ""] = /<html[^>]*>/.exec(page.text) ?? [];
    assert.match(tag, /lang="zh-CN"/, path);
    assert.match(tag, /data-theme="dark"/, path);
    assert.match(tag, /data-chrome="none"/, path);
    assert.equal(page.headers.get("set-cookie"), null, path);
    const plain = await server.request(path, { headers: html });
    assert.match(plain.text, /<html lang="en">/, path);
  }
  const exit = await server.request(paths[2] + asked, { headers: html });
  const back = `/j/123456789?${asked.replaceAll("&", "&amp;")}`;
  assert.ok(exit.text.includes(`href="${back}"`), "the way back asks for the same");
});

Deno.test("[O30] no other page takes them", async () => {
  await using server = await startServer(applyBuild);
  for (const path of ["/", "/doctor", "/jokes"]) {
    const page = await server.request(`${path}?${asked}`, { headers: html });
    assert.match(page.text, /<html lang="en">/, path);
  }
});

Deno.test("[O30] what is wrong is no refusal, and not repeated", async () => {
  await using server = await startServer(applyBuild);
  const query = "theme=%22%3E%3Cscript%3E&lang=xx&chrome=1&mic=%00&name=%E2%80%8B&reason=x";
  for (const path of ["/j/123456789", "/room/123456789", "/exit"]) {
    const page = await server.request(`${path}?${query}`, { headers: html });
    assert.equal(page.status, 200);
    assert.match(page.text, /<html lang="en">/, path);
    assert.doesNotMatch(page.text, /"&gt;|"><script>|theme=%22/, path);
  }
});

Deno.test("[O30] a damaged link keeps what it asks for, and nothing else", async () => {
  await using server = await startServer(applyBuild);
  for (const path of ["/j/123-456-789", "/123456789", "/j/123456789%20)"]) {
    const answer = await server.request(`${path}?${asked}&x=y`, {
      headers: html,
      redirect: "manual",
    });
    assert.equal(answer.status, 302, path);
    assert.equal(answer.headers.get("location"), `/j/123456789?${asked}`, path);
  }
});
