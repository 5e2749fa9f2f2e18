// A production server with Deno's OpenTelemetry on, and a collector that keeps all it is sent.

import assert from "node:assert/strict";
import { freePort, serveApp } from "../e2e/rig/app_process.ts";
import { openSocket } from "../fakes/test_server.ts";

interface Span {
  readonly name: string;
  readonly attributes: readonly { key: string; value: Record<string, string> }[];
}

/** A collector of OTLP over HTTP with JSON; keeps every body. */
function collect(port: number) {
  const bodies: string[] = [];
  const server = Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, async (req) => {
    bodies.push(await req.text());
    return Response.json({});
  });
  const spans = () =>
    bodies.flatMap((body) => JSON.parse(body).resourceSpans ?? [])
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap((scope): Span[] => scope.spans);
  return { bodies, spans, close: () => server.shutdown() };
}

Deno.test("[O8] spans name the route or the command and its result; nothing that is sent has a name, a number, an id or a token", async () => {
  const port = freePort();
  const { bodies, spans, close } = collect(port);
  const secrets = ["Canary"];
  {
    await using app = await serveApp({
      OTEL_DENO: "true",
      OTEL_SERVICE_NAME: "conflux",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      CONFLUX_STORE: "memory",
    });
    const userId = crypto.randomUUID();
    const { token } = await (await fetch(`${app.origin}/config/${userId}`)).json();
    const made = await fetch(`${app.origin}/meeting`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ title: "Canarytitle", organizer_name: "Canaryolga" }),
    });
    const room_id: string = (await made.json()).data.id;
    for (
      const path of [`/meeting/${room_id}/Canaryana`, `/j/${room_id}`, "/Canarypath?q=Canaryq"]
    ) {
      await (await fetch(app.origin + path)).text();
    }
    const muid = crypto.randomUUID();
    const socket = await openSocket(app.origin);
    const ask = (message: object) => socket.ask({ token, room_id, ...message });
    await ask({ type: "JOIN_MEETING", muid, name: "Canaryolga" });
    await ask({ type: "CHAT", text: "Canarychat" });
    await ask({ type: "FINISH_MEETING" });
    await socket.close();
    secrets.push(userId, token);
    // Asked to stop, Deno sends what it has.
    await app.signal("SIGTERM");
    assert.equal(await app.ended(), 0);
    const names = new Set(spans().map(({ name }) => name));
    const expected = [
      "GET /config/:user_id",
      "POST /meeting",
      "GET /meeting/:meeting_id/:name",
      "GET /j/:meeting_id",
      "GET *",
      "socket JOIN_MEETING",
      "socket CHAT",
      "socket FINISH_MEETING",
    ];
    for (const name of expected) assert.ok(names.has(name), `${name} in ${[...names]}`);
    const joined = spans().find(({ name }) => name === "socket JOIN_MEETING");
    const results = joined?.attributes.map(({ key, value }) => [key, value.stringValue]);
    assert.deepEqual(results, [["conflux.command", "JOIN_MEETING"], ["conflux.result", "ok"]]);
    // The log, which is sent as well, has numbers of meetings and muids, as it says (S12): spans have not.
    for (const word of [muid, room_id]) {
      const tells = spans().filter((span) => JSON.stringify(span).includes(word));
      assert.deepEqual(tells, []);
    }
  }
  await close();
  for (const word of secrets) {
    assert.ok(!bodies.join().includes(word), `${word} is nowhere, in no span, log or metric`);
  }
});
