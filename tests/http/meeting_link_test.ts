// Links of meetings as they arrive.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer } from "../fakes/test_server.ts";

const headers = { accept: "text/html" };

/** What mail programs, chats and people make of /j/123456789. */
const damaged = [
  "/j/123456789/",
  "/j/123456789.",
  "/j/123456789,",
  "/j/123456789)",
  "/j/123456789]",
  "/j/123456789%3E",
  "/j/123456789%22",
  "/j/123456789%E2%80%9D",
  "/j/123456789%20",
  "/j/%20123456789",
  "/j/123%20456%20789",
  "/j/123-456-789",
  "/j/123.456.789",
  "/j/%EF%BC%91%EF%BC%92%EF%BC%93456789",
  "/j/%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5%D9%A6%D9%A7%D9%A8%D9%A9",
  "/j/%E2%80%8B123456789",
  "/j/123456789%0AMeeting%20number",
  "/j/123456789%20see%20you",
  "/j/(123456789)",
  "/j/#123456789".replace("#", "%23"),
  "/J/123456789",
  "/room/123456789/",
  "/ROOM/123456789",
  "/123456789",
  "/123-456-789",
  "/123%20456%20789",
  "/j/123456789%zz",
];

Deno.test("[F1] a link that was damaged on its way leads to its meeting", async () => {
  await using server = await startServer(applyBuild);
  const { port, hostname } = new URL(server.origin);
  for (const path of damaged) {
    // By hand, as fetch() would tidy the path up and follow the answer.
    using connection = await Deno.connect({ hostname, port: Number(port) });
    await connection.write(
      new TextEncoder().encode(
        `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
      ),
    );
    const answer = await new Response(connection.readable).text();
    assert.match(answer, /^HTTP\/1.1 302/, `${path} ${answer.slice(0, 300)}`);
    assert.match(answer, /^location: \/j\/123456789\r$/im, path);
    assert.match(answer, /^content-security-policy|^x-content-type-options/im, path);
  }
});

Deno.test("[F1] what is right stays, and what means no meeting is not found", async () => {
  await using server = await startServer(applyBuild);
  for (
    const path of [
      "/j/123456789",
      "/room/123456789",
      "/j/123456789?utm_source=mail",
      "//j//123456789",
    ]
  ) {
    assert.equal((await server.request(path, { headers })).status, 200, path);
  }
  for (
    const path of [
      "/j/12345678",
      "/j/1234567890",
      "/j/012345678",
      "/j/",
      "/j/hello",
      "/jobs/123456789",
      "/12345",
      "/nothing/123456789",
    ]
  ) assert.equal((await server.request(path, { headers })).status, 404, path);
});
