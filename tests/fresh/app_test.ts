// App without a build: the order of middlewares and routes, methods, errors, and the Context.

import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { App, type Context, HttpError } from "fresh";
import { h } from "preact";
import { createLineReader, read } from "./site.ts";

interface State {
  trace?: string[];
}

function call(app: App<State>, path: string, init?: RequestInit): Promise<Response> {
  return app.handler()(new Request(`http://localhost${path}`, init));
}

const mark = (name: string) => (ctx: Context<State>) => {
  ctx.state.trace = [...(ctx.state.trace ?? []), name];
  return ctx.next();
};
const trace = (ctx: Context<State>) => ctx.json(ctx.state.trace ?? []);

Deno.test("middlewares apply to the routes that come after them, in order", async () => {
  const app = new App<State>()
    .use(mark("a"), mark("b")).get("/early", trace)
    .use(mark("c")).get("/late", mark("own"), trace);
  deepEqual(await (await call(app, "/early")).json(), ["a", "b"]);
  deepEqual(await (await call(app, "/late")).json(), ["a", "b", "c", "own"]);
});

Deno.test("a middleware with a path covers that path and what is below it", async () => {
  const app = new App<State>().use("/a/b", mark("ab")).all("/*", trace);
  for (const path of ["/a/b", "/a/b/c"]) deepEqual(await (await call(app, path)).json(), ["ab"]);
  for (const path of ["/a", "/a/bc", "/x/a/b"]) {
    deepEqual(await (await call(app, path)).json(), []);
  }
});

Deno.test("root middlewares run for paths that nothing matches, and see the 404 thrown", async () => {
  const app = new App<State>().use(async (ctx) => {
    await rejects(ctx.next(), (error) => error instanceof HttpError && error.status === 404);
    equal(ctx.route, null);
    return new Response("mine", { status: 404 });
  });
  deepEqual(await read(call(app, "/nowhere")), [404, "mine"]);
});

Deno.test("state is new for each request and shared along the chain", async () => {
  const handler = new App<State>().use(mark("a")).get("/", trace).handler();
  for (let i = 0; i < 2; i++) {
    deepEqual(await (await handler(new Request("http://localhost/"))).json(), ["a"]);
  }
});

Deno.test("fixed paths win over patterns; patterns match in the order they were added", async () => {
  const say = (text: string) => () => new Response(text);
  const app = new App<State>()
    .get("/x/:id", say("first")).get("/:any/:id", say("second")).get("/x/fixed", say("fixed"));
  equal((await read(call(app, "/x/fixed")))[1], "fixed");
  equal((await read(call(app, "/x/1")))[1], "first");
  equal((await read(call(app, "/y/1")))[1], "second");
});

Deno.test("params are decoded, and kept as they are when they cannot be", async () => {
  const app = new App<State>().get("/p/:id", (ctx) => ctx.text(ctx.params.id ?? ""));
  equal((await read(call(app, "/p/a%20%2F%E2%82%AC")))[1], "a /€");
  equal((await read(call(app, "/p/%zz")))[1], "%zz");
});

Deno.test("a method that a path lacks is 405; HEAD falls back to GET and has no body", async () => {
  const app = new App<State>()
    .get("/g", (ctx) => ctx.text("got", { headers: { "x-g": "1" } }))
    .post("/g", (ctx) => ctx.text("posted"));
  deepEqual(await read(call(app, "/g", { method: "POST" })), [200, "posted"]);
  equal((await call(app, "/g", { method: "PUT" })).status, 405);
  const head = await call(app, "/g", { method: "HEAD" });
  equal(head.headers.get("x-g"), "1");
  deepEqual(await read(head), [200, ""]);
});

Deno.test("what nothing catches: HttpError is its status, anything else a 500 without details", async () => {
  const app = new App<State>()
    .get("/teapot", () => {
      throw new HttpError(418, "short and stout");
    })
    .get("/bug", () => Promise.reject(new Error("secret")));
  deepEqual(await read(call(app, "/teapot")), [418, "short and stout"]);
  equal((await call(app, "/none")).status, 404);
  const logged: unknown[] = [];
  const original = console.error;
  console.error = (...values) => logged.push(...values);
  try {
    const [status, text] = await read(call(app, "/bug"));
    equal(status, 500);
    ok(!text.includes("secret"));
  } finally {
    console.error = original;
  }
  match(String(logged[0]), /secret/);
});

Deno.test("onError handlers nest, and see errors of middlewares at their own path", async () => {
  const app = new App<State>()
    .onError("*", (ctx) => ctx.text(`outer ${ctx.error}`, { status: 500 }))
    .onError("/in", (ctx) => {
      if (ctx.url.searchParams.has("again")) throw new Error("again");
      return ctx.text(`inner ${ctx.error}`, { status: 501 });
    })
    .use("/in", (ctx) => ctx.url.searchParams.has("mw") ? Promise.reject("mw") : ctx.next())
    .all("/*", () => Promise.reject("route"));
  deepEqual(await read(call(app, "/out")), [500, "outer route"]);
  deepEqual(await read(call(app, "/in/side")), [501, "inner route"]);
  deepEqual(await read(call(app, "/in?mw")), [501, "inner mw"]);
  deepEqual(await read(call(app, "/in?again")), [500, "outer Error: again"]);
});

Deno.test("notFound answers every 404, thrown or unmatched, before onError", async () => {
  const app = new App<State>()
    .onError("*", (ctx) => ctx.text("error", { status: 500 }))
    .notFound((ctx) => ctx.text("not here", { status: 404 }))
    .get("/thrown", () => {
      throw new HttpError(404);
    })
    .get("/bug", () => Promise.reject(new Error("bug")));
  deepEqual(await read(call(app, "/thrown")), [404, "not here"]);
  deepEqual(await read(call(app, "/nowhere")), [404, "not here"]);
  deepEqual(await read(call(app, "/bug")), [500, "error"]);
});

Deno.test("redirects stay on this host unless they name another, and have mutable headers", async () => {
  const app = new App<State>().get("/", (ctx) => {
    const response = ctx.redirect(ctx.url.searchParams.get("to") ?? "/", 307);
    response.headers.set("x-added", "yes");
    return response;
  });
  const locationFor = async (to: string) => {
    const response = await call(app, `/?to=${encodeURIComponent(to)}`);
    equal(response.status, 307);
    equal(response.headers.get("x-added"), "yes");
    return response.headers.get("location");
  };
  equal(await locationFor("/a?b=c"), "/a?b=c");
  equal(await locationFor("//evil.example/x"), "/evil.example/x");
  equal(await locationFor("/\\evil.example"), "/evil.example");
  equal(await locationFor("https://other.example/"), "https://other.example/");
});

Deno.test("ctx.render answers HTML with a nonce on inline scripts and styles only", async () => {
  const app = new App<State>().get("/", (ctx) =>
    ctx.render(
      h("body", null, [
        h("script", null, "1"),
        h("style", null, "a{}"),
        h("script", { src: "/x.js" }),
        h("script", { nonce: "own" }, "2"),
      ]),
      { status: 201, headers: { "x-extra": "1" } },
    ));
  const response = await call(app, "/");
  const nonce = response.headers.get("x-fresh-nonce");
  ok(nonce !== null && nonce.length >= 22);
  equal(response.status, 201);
  equal(response.headers.get("x-extra"), "1");
  equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  equal(
    await response.text(),
    `<!DOCTYPE html><body><script nonce="${nonce}">1</script><style nonce="${nonce}">a{}</style>` +
      `<script src="/x.js"></script><script nonce="own">2</script></body>`,
  );
});

Deno.test("a vnode that is rendered twice gets each time its own nonce", async () => {
  const kept = h("script", null, "1");
  const handler = new App<State>().get("/", (ctx) => ctx.render(kept)).handler();
  const nonces = new Set<string | null>();
  for (let i = 0; i < 2; i++) {
    const response = await handler(new Request("http://localhost/"));
    const nonce = response.headers.get("x-fresh-nonce");
    match(await response.text(), new RegExp(`nonce="${nonce}"`));
    nonces.add(nonce);
  }
  equal(nonces.size, 2);
});

Deno.test("info carries the address of the peer; listen serves until it is aborted", async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const stop = new AbortController();
  const app = new App<State>().get("/", (ctx) => {
    equal(ctx.info.remoteAddr.transport, "tcp");
    return ctx.json(ctx.info.remoteAddr);
  });
  const done = app.listen({
    port: 0,
    hostname: "127.0.0.1",
    signal: stop.signal,
    onListen: ({ port }) => resolve(port),
  });
  const response = await fetch(`http://127.0.0.1:${await promise}/`);
  equal((await response.json()).hostname, "127.0.0.1");
  stop.abort();
  await done;
});

Deno.test("the line reader of these tests finds lines and notices the end", async () => {
  const stream = new Response("one\ntwo\nthree\n").body;
  ok(stream !== null);
  const lines = createLineReader(stream);
  equal((await lines.next(/^t(.*)/))[1], "wo");
  await rejects(lines.next(/four/), /No line matches/);
});
