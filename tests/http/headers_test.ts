import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { type Answer, startServer, testConfig } from "../fakes/test_server.ts";

function directives(answer: Answer): Map<string, string> {
  const policy = answer.headers.get("content-security-policy") ?? "";
  return new Map(
    policy.split("; ").map((one) => {
      const [name = "", ...values] = one.split(" ");
      return [name, values.join(" ")];
    }),
  );
}

const html = { headers: { accept: "text/html" } };

Deno.test("[S10] every answer has the headers: pages, files, API, errors", async () => {
  await using server = await startServer(applyBuild);
  const answers = {
    page: await server.request("/", html),
    preview: await server.request("/j/123456789", html),
    file: await server.request("/base.css"),
    api: await server.request(`/config/${crypto.randomUUID()}`),
    refusal: await server.request("/config/x"),
    "error page": await server.request("/nothing", html),
    "error in JSON": await server.request("/nothing"),
    "no upgrade": await server.request("/peer_signal"),
    "refused upgrade": await server.request("/peer_signal", { headers: { upgrade: "websocket" } }),
    "malformed page": await server.request("/j/%zz", html),
    "malformed call": await server.request("/config/%zz"),
    "unknown method": await server.request("/config/x", { method: "PROPFIND" }),
  };
  assert.equal(answers.page.status, 200);
  assert.equal(answers.file.status, 200);
  for (const [what, answer] of Object.entries(answers)) {
    const { headers } = answer;
    assert.equal(headers.get("x-content-type-options"), "nosniff", what);
    assert.equal(headers.get("referrer-policy"), "no-referrer", what);
    assert.match(
      headers.get("permissions-policy") ?? "",
      /camera=\(self\), microphone=\(self\), display-capture=\(self\)/,
      what,
    );
    assert.equal(headers.get("x-fresh-nonce"), null, what);
    const csp = directives(answer);
    assert.equal(csp.get("default-src"), "'none'", what);
    assert.equal(csp.get("connect-src"), "'self'", what);
    assert.equal(csp.get("frame-ancestors"), "'none'", what);
    assert.ok(![...csp.values()].some((value) => value.includes("unsafe")), what);
    assert.ok(!csp.has("upgrade-insecure-requests"), what);
  }
});

Deno.test("[S10] a page's inline scripts carry the nonce of its policy, new for every answer", async () => {
  await using server = await startServer(applyBuild);
  const nonces = new Set<string>();
  const paths = ["/", "/", "/j/123456789", "/doctor", "/exit", "/nothing"];
  for (const path of paths) {
    const page = await server.request(path, html);
    const nonce = /'nonce-([^']+)'/.exec(directives(page).get("script-src") ?? "")?.[1];
    assert.ok(nonce, path);
    const scripts = [...page.text.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)];
    assert.ok(scripts.length > 0, path);
    for (const [tag] of scripts) assert.ok(tag.includes(`nonce="${nonce}"`), `${path} ${tag}`);
    assert.ok(!/\sstyle="/.test(page.text), "no style attributes: the policy forbids them");
    assert.ok(!/\son[a-z]+="/.test(page.text), "no inline handlers");
    nonces.add(nonce);
  }
  assert.equal(nonces.size, paths.length);
});

Deno.test("what Fresh cannot read is answered all the same, and nothing of it is an error", async () => {
  await using server = await startServer(applyBuild);
  const page = await server.request("/j/%zz", html);
  assert.equal(page.status, 404);
  assert.match(page.text, /<html lang="en">.*<h1>/s);
  const user = await server.request("/config/%zz");
  assert.deepEqual([user.status, user.body.error], [400, "BAD_USER_ID"]);
  const meeting = await server.request("/meeting/%E0%A4%A/Ana");
  assert.deepEqual([meeting.status, meeting.body.error], [404, "MEETING_NOT_FOUND"]);
  for (
    const [path, allow] of [
      ["/", "GET, HEAD"],
      ["/config/x", "GET, HEAD"],
      ["/meeting", "POST"],
      ["/meeting/123456789/Ana", "GET, HEAD"],
    ] as const
  ) {
    for (const method of ["PROPFIND", "REPORT"]) {
      const answer = await server.request(path, { method });
      assert.equal(answer.status, 405, `${method} ${path}`);
      assert.equal(answer.headers.get("allow"), allow);
      assert.deepEqual(answer.body, {
        code: 405,
        msg: answer.body.msg,
        error: "METHOD_NOT_ALLOWED",
      });
    }
  }
  assert.deepEqual(server.logged.filter((line) => line.includes("request_failed")), []);
});

Deno.test("[S10] one worker may compile WebAssembly, and nothing else may", async () => {
  await using server = await startServer(applyBuild);
  const policyOf = async (path: string) =>
    directives(await server.request(path, html)).get("script-src") ?? "";
  assert.equal(await policyOf("/effects/worker.js"), "'self' 'wasm-unsafe-eval'");
  const others = [
    "/",
    "/j/123456789",
    "/effects/segmentation/selfie_segmentation.js",
    "/effects/x",
  ];
  for (const path of others) assert.doesNotMatch(await policyOf(path), /unsafe/, path);
});

Deno.test("[S11] the files of the background effects are served by us, and only they", async () => {
  await using server = await startServer(applyBuild);
  const folder = "/effects/segmentation";
  const file = await server.request(`${folder}/selfie_segmentation_landscape.tflite`);
  assert.equal(file.status, 200);
  const etag = file.headers.get("etag") ?? "";
  const again = await server.request(`${folder}/selfie_segmentation.js`, {
    headers: { "if-none-match": etag },
  });
  assert.equal(again.status, 304);
  for (const path of ["package.json", "..%2fpackage.json", "%2e%2e/package.json"]) {
    assert.equal((await server.request(`${folder}/${path}`)).status, 404, path);
  }
});

Deno.test("[S10] frame-ancestors come from the settings", async () => {
  const config = testConfig({ frameAncestors: ["https://intra.example.org"] });
  await using server = await startServer(applyBuild, { config });
  const page = await server.request("/", html);
  assert.equal(directives(page).get("frame-ancestors"), "https://intra.example.org");
  assert.equal(page.headers.get("x-frame-options"), null);
});

Deno.test("[S11] no page names another host", async () => {
  await using server = await startServer(applyBuild);
  for (const path of ["/", "/j/123456789", "/room/123456789", "/exit", "/nothing"]) {
    const page = await server.request(path, html);
    assert.match(page.headers.get("content-type") ?? "", /html/, path);
    const hosts = [...page.text.matchAll(/(?:src|href|action)="(?:https?:)?\/\/([^"/]+)/g)];
    assert.deepEqual(hosts.map(([, host]) => host), [], path);
  }
});
