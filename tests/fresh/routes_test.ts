// File routes: what their names mean, methods, pages and their data, layouts, middlewares, sockets.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { ask, read, site } from "./site.ts";

async function textOf(path: string): Promise<string> {
  return (await read(ask(path)))[1];
}

Deno.test("a page is within its layouts within the app wrapper", async () => {
  match(
    await textOf("/"),
    /^<!DOCTYPE html><html lang="en"><head>.*<body><main [^>]*><h1>Index at \/<\/h1><\/main><\/body><\/html>$/,
  );
  match(
    await textOf("/grouped"),
    /<main [^>]*><section class="group"><b>grouped<\/b><\/section><\/main>/,
  );
});

Deno.test("an async page may answer with a Response", async () => {
  const response = await ask("/grouped?away");
  equal(response.status, 303);
  equal(response.headers.get("location"), "/");
});

Deno.test("a handler gives its page data, a status and headers; state reaches the wrapper", async () => {
  const response = await ask("/items/a%20b");
  equal(response.status, 203);
  equal(response.headers.get("x-item"), "yes");
  equal(response.headers.get("x-route"), "/items/:id");
  const html = await response.text();
  match(html, /<p>a b 3\.0 a b<\/p>/);
  match(html, /<title>Item a b<\/title>/);
});

Deno.test("fixed names win over parameters, and these over the rest", async () => {
  deepEqual(await (await ask("/items/new")).json(), { route: "new" });
  equal(await textOf("/files"), "files index");
  equal(await textOf("/files/a%20b"), "one a b");
  deepEqual(await (await ask("/files/a/b%20c")).json(), ["GET", "a/b c"]);
});

Deno.test("groups and folders without an index are not in the URL", async () => {
  for (
    const path of ["/(group)/grouped", "/group/grouped", "/items", "/_app", "/_layout", "/index"]
  ) {
    equal((await ask(path)).status, 404, path);
  }
});

Deno.test("a method that a file route lacks is 404; HEAD falls back to GET", async () => {
  deepEqual(await read(ask("/items/1", { method: "POST" })), [200, "posted"]);
  equal((await ask("/items/1", { method: "DELETE" })).status, 404);
  equal((await ask("/items/new", { method: "POST" })).status, 404);
  const head = await ask("/items/1", { method: "HEAD" });
  equal(head.headers.get("x-item"), "yes");
  deepEqual(await read(head), [203, ""]);
});

Deno.test("a page without handlers renders for every method; one function answers them all", async () => {
  match((await read(ask("/", { method: "POST" })))[1], /Index at/);
  deepEqual(await (await ask("/files/x/y", { method: "PATCH" })).json(), ["PATCH", "x/y"]);
});

Deno.test("method names are not looked up on the prototype of handlers", async () => {
  equal((await ask("/items/new", { method: "toString" })).status, 404);
  equal((await ask("/items/new", { method: "constructor" })).status, 404);
});

Deno.test("a folder's middlewares run for its routes, with their params", async () => {
  deepEqual(await (await ask("/area/x")).json(), ["site", "area", "tenant:x"]);
  match(await textOf("/"), /data-trace="site"/);
});

Deno.test("without _error, errors go through the app's middlewares, which may render a page", async () => {
  const cases = [["/fails", 500], ["/fails?status=403", 403], ["/nowhere", 404]] as const;
  for (const [path, status] of cases) {
    const response = await ask(path);
    equal(response.status, status);
    equal(response.headers.get("x-caught"), "yes");
    const html = await response.text();
    match(html, new RegExp(`<html.*<main [^>]*><h1>caught ${status}</h1></main>`));
    ok(!html.includes("secret"));
  }
});

Deno.test("ctx.upgrade refuses other requests with 400", async () => {
  equal((await ask("/socket")).status, 400);
  equal((await ask("/socket?managed")).status, 400);
});

Deno.test("ctx.upgrade gives a socket, or wires handlers to it", async () => {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, site);
  for (const [query, answer] of [["", "bare hi"], ["?managed", "managed hi"]] as const) {
    const socket = new WebSocket(`ws://127.0.0.1:${server.addr.port}/socket${query}`);
    const received = new Promise((resolve, reject) => {
      socket.onopen = () => socket.send("hi");
      socket.onmessage = ({ data }) => resolve(data);
      socket.onerror = reject;
    });
    equal(await received, answer);
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  }
  await server.shutdown();
});
