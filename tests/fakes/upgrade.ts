// Asks for the socket by hand, with whatever headers a test likes.

/** Asks for an upgrade by hand; `read` gives the bytes that come after the answer. */
export async function requestUpgrade(
  origin: string,
  headers: Record<string, string>,
  caCert?: string,
) {
  const { protocol, hostname, port } = new URL(origin);
  const to = { hostname, port: Number(port) };
  const conn =
    await (protocol === "https:"
      ? Deno.connectTls({ ...to, caCerts: caCert ? [caCert] : [], alpnProtocols: ["http/1.1"] })
      : Deno.connect(to));
  const lines = Object.entries({
    host: `${hostname}:${port}`,
    upgrade: "websocket",
    connection: "Upgrade",
    "sec-websocket-key": btoa("0123456789abcdef"),
    "sec-websocket-version": "13",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET /peer_signal HTTP/1.1\r\n${lines.join("")}\r\n`;
  await conn.write(new TextEncoder().encode(request));
  const read = async () => {
    const buffer = new Uint8Array(1024);
    return buffer.subarray(0, await conn.read(buffer) ?? 0);
  };
  const text = new TextDecoder().decode(await read());
  return { conn, read, status: Number(/^HTTP\/1.1 (\d{3})/.exec(text)?.[1]) };
}

/** The status code of the answer to a request for an upgrade. */
export async function upgradeStatus(
  origin: string,
  headers: Record<string, string>,
  caCert?: string,
): Promise<number> {
  const { conn, status } = await requestUpgrade(origin, headers, caCert);
  conn.close();
  return status;
}
