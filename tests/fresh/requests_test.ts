// How a request goes through an app: middlewares, file routes, methods, paths, and what fails.

import { deepEqual, equal, match, ok, rejects, throws } from "node:assert/strict";
import { App, HttpError } from "fresh";
import { ask, listen, read, site } from "./site.ts";

Deno.test("middlewares run in the order they were added, around a state that is new each time", async () => {
  for (let i = 0; i < 2; i++) {
    match((await read(ask("/")))[1], /<main data-trace="first second">/);
  }
});

Deno.test("a middleware sees the 404 of a path that nothing matches; it is thrown at once", async () => {
  const app = new App().use((ctx) => {
    throws(ctx.next, (error) => error instanceof HttpError && error.status === 404);
    return new Response("mine", { status: 404 });
  });
  const answer = app.handler()(new Request("http://localhost/nowhere"));
  deepEqual(await read(answer), [404, "mine"]);
});

Deno.test("what a route throws rejects, and can be rendered by a middleware", async () => {
  for (const [path, status] of [["/items/missing", 404], ["/items/broken", 500], ["/no", 404]]) {
    const answer = await ask(String(path));
    equal(answer.headers.get("content-type"), "text/html; charset=utf-8");
    const [answered, text] = await read(answer);
    equal(answered, status);
    match(text, new RegExp(`<html lang="en">.*<main .*<h1>caught ${status}</h1>`));
  }
});

Deno.test("what nothing catches: HttpError is its status, anything else a 500 without details", async () => {
  equal((await read(ask("/items/missing?uncaught")))[0], 404);
  const logged = await listen(async () => {
    const [status, text] = await read(ask("/items/broken?uncaught"));
    equal(status, 500);
    ok(!text.includes("secret"));
  });
  match(logged, /a secret detail/);
});

Deno.test("handlers by method; HEAD is GET without a body; what a file lacks is 404, not 405", async () => {
  const got = await ask("/items/7");
  equal(got.headers.get("x-item"), "yes");
  const [status, html] = await read(got);
  equal(status, 203);
  match(html, /<title>Item 7<\/title>.*<p>7 3\.0 /);
  deepEqual(await read(ask("/items/7", { method: "POST" })), [200, "posted"]);
  const head = await ask("/items/7", { method: "HEAD" });
  equal(head.headers.get("x-item"), "yes");
  deepEqual(await read(head), [203, ""]);
  equal((await ask("/items/7", { method: "PUT" })).status, 404);
});

Deno.test("one handler answers every method, and a page without one is rendered for every method", async () => {
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    deepEqual(await (await ask("/meeting", { method })).json(), [method, "index"]);
    equal((await read(ask("/", { method })))[0], 200, method);
  }
});

Deno.test("a method that Fresh does not know fails before any middleware, where there is a route", async () => {
  const logged = await listen(async () => {
    const answer = await ask("/meeting", { method: "PROPFIND" });
    equal(answer.headers.get("content-security-policy"), null);
    equal((await read(answer))[0], 500);
  });
  match(logged, /TypeError/);
  equal((await read(ask("/nowhere", { method: "PROPFIND" })))[0], 404);
});

Deno.test("params are decoded, but not what stands for a reserved character", async () => {
  const paramsOf = async (path: string) => (await (await ask(path)).json())[1];
  deepEqual(await paramsOf("/meeting/1/Jo%C3%ABl%20M"), { id: "1", name: "Joël M" });
  deepEqual(await paramsOf("/meeting/1/a%2Fb%26c"), { id: "1", name: "a%2Fb%26c" });
  equal((await read(ask("/meeting/1")))[0], 404);
});

Deno.test("a part of a path that cannot be decoded is not answered at all", async () => {
  await rejects(ask("/meeting/1/%zz"), URIError);
  equal((await read(ask("/%zz")))[0], 404);
});

Deno.test("paths with a slash too many find fixed routes, and only those", async () => {
  for (const path of ["/meeting/", "//meeting", "/meeting//"]) {
    equal((await read(ask(path)))[0], 200, path);
  }
  match((await read(site(new Request("http://localhost////"))))[1], /Index at \/</);
  equal((await read(ask("/items/7/")))[0], 404);
});

Deno.test("sockets, whose answers take no headers; without an upgrade it is a 400", async () => {
  equal((await read(ask("/socket?uncaught")))[0], 400);
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, site);
  try {
    const socket = new WebSocket(`ws://127.0.0.1:${server.addr.port}/socket`);
    await new Promise((resolve) => socket.onopen = resolve);
    const heard = new Promise((resolve) => socket.onmessage = ({ data }) => resolve(data));
    socket.send("hello");
    equal(await heard, "first,second hello");
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  } finally {
    await server.shutdown();
  }
});

Deno.test("info carries the address of the peer", async () => {
  const app = new App().use((ctx) => Response.json(ctx.info.remoteAddr));
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, app.handler());
  try {
    const answer = await fetch(`http://127.0.0.1:${server.addr.port}/`);
    equal((await answer.json()).hostname, "127.0.0.1");
  } finally {
    await server.shutdown();
  }
});
