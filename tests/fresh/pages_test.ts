// What a rendered page is: the document, the layout and the page, the nonce, and the policy with it.

import { equal, match, notEqual, ok } from "node:assert/strict";
import { App, csp } from "fresh";
import { ask, read } from "./site.ts";

const nonceIn = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? "")?.[1];

Deno.test("the page is rendered apart from the document: only a layout's context reaches it", async () => {
  const [status, html] = await read(ask("/"));
  equal(status, 200);
  match(html, /^<!DOCTYPE html><html lang="en"><head>/);
  match(html, /<p>the layout's words, 2 steps<\/p>/);
  ok(!html.includes("the document"));
});

Deno.test("a link to this page is marked, one to a page above it too, and images get the build's key", async () => {
  const html = (await read(ask("/")))[1];
  const current = /<a[^>]*>here/.exec(html)?.[0] ?? "";
  match(current, / aria-current="page"/);
  const above = /<a[^>]*>home/.exec((await read(ask("/items/7")))[1])?.[0] ?? "";
  match(above, / aria-current="true"/);
  match(html, /<a href="\/items\/1">there/);
  match(html, /<img [^>]*src="\/sub\/icon\.svg\?__frsh_c=\w+"/);
});

Deno.test("every script has the nonce of its page's policy, which is another one each time", async () => {
  const nonces = [];
  for (let i = 0; i < 2; i++) {
    const answer = await ask("/live?inline");
    const nonce = nonceIn(answer.headers.get("content-security-policy"));
    equal(answer.headers.get("x-fresh-nonce"), null);
    const scripts = [...(await answer.text()).matchAll(/<script[^>]*>/g)];
    equal(scripts.length, 2);
    for (const [tag] of scripts) ok(tag.includes(`nonce="${nonce}"`), tag);
    nonces.push(nonce);
  }
  notEqual(nonces[0], nonces[1]);
});

Deno.test("a page that a middleware renders has its nonce too", async () => {
  const answer = await ask("/nowhere?inline");
  const nonce = nonceIn(answer.headers.get("content-security-policy"));
  match(await answer.text(), new RegExp(`<script[^>]* nonce="${nonce}"`));
});

Deno.test("csp(): what is given takes the place of the default of its name, and one cannot be taken out", async () => {
  const app = new App()
    .use(csp({ useNonce: true, csp: ["img-src 'none'", "script-src 'self' 'unsafe-inline'"] }))
    .use(() => new Response("not rendered"));
  const answer = await app.handler()(new Request("http://localhost/"));
  const policy = answer.headers.get("content-security-policy")?.split("; ") ?? [];
  ok(policy.includes("img-src 'none'"));
  ok(policy.includes("upgrade-insecure-requests"));
  ok(policy.includes("object-src 'none'"));
  // There is no nonce where nothing was rendered: the directive goes out as it was written.
  ok(policy.includes("script-src 'self' 'unsafe-inline'"));
  equal(policy.filter((one) => one.startsWith("img-src")).length, 1);
});

Deno.test("csp() does nothing for what throws", async () => {
  equal((await ask("/items/missing?uncaught")).headers.get("content-security-policy"), null);
});

Deno.test("a page without islands has no script, and asks for none ahead", async () => {
  const answer = await ask("/");
  equal(answer.headers.get("link"), null);
  ok(!(await answer.text()).includes("<script"));
});
