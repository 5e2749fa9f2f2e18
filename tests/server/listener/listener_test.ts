// The listener with handlers of the tests' own, asked over real connections; what it does within
// deadlines is in tests/attack.

import assert from "node:assert/strict";
import { listen, type ListenOptions } from "../../../lib/server/listener/mod.ts";
import type { RequestInfo } from "../../../lib/server/listener/listener.ts";
import { connect, eventually, frame, handshake, head } from "../../attack/wire.ts";

type Handler = (req: Request, info: RequestInfo) => Response | Promise<Response>;

async function serve(handler: Handler, options: Partial<ListenOptions> = {}) {
  const logged: string[] = [];
  const listener = await listen(handler, {
    port: 0,
    hostname: "127.0.0.1",
    maxConnections: 200,
    maxPerAddress: 100,
    log: (entry) => logged.push(JSON.stringify(entry)),
    ...options,
  });
  return {
    listener,
    logged,
    origin: `http://127.0.0.1:${listener.port}`,
    [Symbol.asyncDispose]: () => listener.close(),
  };
}

/** Sends bytes, and gives back the status line and all that came, once `look` is content. */
async function talk(
  origin: string,
  bytes: string,
  look = (text: string) => text.includes("\r\n\r\n"),
) {
  const wire = await connect(origin);
  wire.send(bytes);
  assert.ok(await eventually(() => wire.isClosed || look(wire.received), 5_000), "no answer");
  wire.cut();
  return wire.received;
}

Deno.test("requests and answers pass as the Fetch standard has them", async () => {
  await using server = await serve(async (req) => {
    const headers = new Headers({ "x-method": req.method, "x-path": new URL(req.url).pathname });
    headers.append("set-cookie", "a=1");
    headers.append("set-cookie", "b=2");
    return new Response(await req.text() || "nothing", { status: 201, headers });
  });
  const posted = await fetch(`${server.origin}/a%20b?c=d`, { method: "POST", body: "héllo" });
  assert.equal(posted.status, 201);
  assert.equal(await posted.text(), "héllo");
  assert.equal(posted.headers.get("x-path"), "/a%20b");
  assert.deepEqual(posted.headers.getSetCookie(), ["a=1", "b=2"]);
  assert.equal(posted.headers.get("content-length"), "6");
  const headed = await fetch(server.origin, { method: "HEAD" });
  assert.equal(headed.headers.get("x-method"), "HEAD");
  assert.equal(await headed.text(), "");
});

Deno.test("a long answer comes whole, and who goes away in the middle ends what makes it", async () => {
  let cancelled = 0;
  const chunk = new Uint8Array(64 * 1024).fill(120);
  const stream = (chunks: number) =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (chunks-- > 0) controller.enqueue(chunk);
        else controller.close();
      },
      cancel: () => void cancelled++,
    });
  await using server = await serve((req) =>
    new Response(stream(req.url.endsWith("/long") ? 1_000_000 : 100))
  );
  const whole = await (await fetch(server.origin)).arrayBuffer();
  assert.equal(whole.byteLength, 100 * chunk.length);
  const wire = await connect(server.origin);
  wire.send(head(server.origin, "/long"));
  assert.ok(await eventually(() => wire.size > 1_000_000, 5_000));
  wire.cut();
  assert.ok(await eventually(() => cancelled === 1, 5_000));
});

Deno.test("[S8] a body is read up to what anybody may send, and the answer is heard all the same", async () => {
  let size = 0;
  await using server = await serve(async (req) => {
    size = (await req.arrayBuffer()).byteLength;
    return new Response(null, { status: 413 });
  });
  const body = "x".repeat(1_000_000);
  const response = await fetch(server.origin, { method: "POST", body });
  assert.equal(response.status, 413);
  await response.body?.cancel();
  assert.equal(size, 32 * 1024);
});

Deno.test("what is no request is 400, and nothing is logged of it", async () => {
  await using server = await serve(() => new Response("fine"));
  const { origin } = server;
  const ask = (lines: string) => talk(origin, `${lines}\r\n\r\n`);
  assert.match(await ask("GET / HTTP/1.1\r\nhost: a b"), /^HTTP\/1.1 400 /);
  assert.match(await ask("GET / HTTP/1.1\r\nhost: [::1"), /^HTTP\/1.1 400 /);
  assert.match(await ask("OPTIONS * HTTP/1.1\r\nhost: a"), /^HTTP\/1.1 400 /);
  assert.match(await ask("TRACE / HTTP/1.1\r\nhost: a"), /^HTTP\/1.1 400 /);
  assert.match(await ask("nonsense"), /^HTTP\/1.1 400 /);
  assert.match(
    await ask(`GET / HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(40_000)}`),
    /^HTTP\/1.1 431 /,
  );
  assert.match(await ask("GET http://other.example/ HTTP/1.1\r\nhost: a"), /^HTTP\/1.1 200 /);
  assert.deepEqual(server.logged, []);
});

Deno.test("what a handler throws costs one connection and is logged without its text", async () => {
  await using server = await serve((req) => {
    if (req.url.endsWith("/bad")) throw new Error("a secret");
    return new Response("fine");
  });
  await assert.rejects(fetch(`${server.origin}/bad`));
  assert.equal(await (await fetch(server.origin)).text(), "fine");
  assert.equal(server.logged.length, 1);
  assert.doesNotMatch(server.logged[0] ?? "", /secret/);
});

Deno.test("[S7] an address has so many connections, and the others have theirs", async () => {
  await using server = await serve(() => new Response("fine"), { maxPerAddress: 5 });
  const held = await Promise.all(Array.from({ length: 5 }, () => connect(server.origin)));
  assert.match(await talk(server.origin, ""), /^HTTP\/1.1 429 .*retry-after: 10/is);
  const other = await connect(server.origin, "127.0.0.2");
  other.send(head(server.origin, "/"));
  assert.ok(await eventually(() => other.received.startsWith("HTTP/1.1 200"), 5_000));
  held[0]?.cut();
  assert.ok(await eventually(() => server.listener.size === 5, 5_000));
  assert.match(await talk(server.origin, head(server.origin, "/")), /^HTTP\/1.1 200 /);
  for (const one of [...held, other]) one.cut();
});

/** The code 1009 as a close frame has it. */
const tooLarge = String.fromCharCode(1009 >> 8, 1009 & 0xff);

const upgrade: Handler = (_, info) => {
  const socket = info.acceptSocket?.();
  if (!socket) return new Response("no socket", { status: 426 });
  socket.onmessage = ({ data }) => socket.send(`${typeof data}:${String(data).length}`);
  return new Response(null);
};

Deno.test("[P8] a message over 32 KiB is refused by what its frame announces; a smaller one, in parts too, is heard", async () => {
  await using server = await serve(upgrade);
  const open = async () => {
    const wire = await connect(server.origin);
    wire.send(handshake(server.origin));
    assert.ok(await eventually(() => wire.received.includes("\r\n\r\n"), 5_000));
    return wire;
  };
  const good = await open();
  good.send(frame("x".repeat(20_000), { isFinal: false }));
  good.send(frame("y".repeat(12_768), { opcode: 0 }));
  assert.ok(await eventually(() => good.received.includes("string:32768"), 5_000));
  good.cut();
  const large = await open();
  large.send(frame("few", { announced: 32_769 }));
  assert.ok(await eventually(() => large.received.includes(tooLarge), 5_000), "1009");
  large.cut();
  const parts = await open();
  parts.send(frame("x".repeat(30_000), { isFinal: false }));
  parts.send(frame("y", { announced: 3_000, opcode: 0 }));
  assert.ok(await eventually(() => parts.received.includes(tooLarge), 5_000), "1009");
  parts.cut();
});

Deno.test("a request for a socket that a handler refuses is answered, and so is one for another protocol", async () => {
  await using server = await serve((_, info) =>
    new Response("no", { status: info.acceptSocket ? 403 : 200 })
  );
  assert.match(await talk(server.origin, handshake(server.origin)), /^HTTP\/1.1 403 /);
  const other = head(server.origin, "/", { headers: { connection: "upgrade", upgrade: "h2c" } });
  assert.match(await talk(server.origin, other), /^HTTP\/1.1 (200|403) /);
});

Deno.test("[R7] what was asked before a stop is answered, and nothing is taken any more", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await using server = await serve(async (req, info) => {
    if (info.acceptSocket) return upgrade(req, info);
    if (req.url.endsWith("/slow")) await promise;
    return new Response("fine");
  });
  for (let n = 0; n < 3; n++) await (await fetch(server.origin)).text();
  const socket = await connect(server.origin);
  socket.send(handshake(server.origin));
  assert.ok(await eventually(() => socket.received.includes(" 101 "), 5_000));
  assert.ok(await eventually(() => server.listener.asked === 0, 5_000), "nothing is left over");
  const slow = fetch(`${server.origin}/slow`);
  assert.ok(await eventually(() => server.listener.asked === 1, 5_000));
  const drained = server.listener.drain();
  await assert.rejects(fetch(server.origin));
  resolve();
  assert.equal(await (await slow).text(), "fine");
  await drained;
  assert.equal(server.listener.asked, 0);
  socket.cut();
});
