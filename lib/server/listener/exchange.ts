// Requests and responses of Node's HTTP server as those of the Fetch standard, which is what handlers
// speak. Bodies are read to their end before, up to what anybody may send.

import type { IncomingMessage, ServerResponse } from "node:http";

/** Bytes of a body that are handed on: more than any handler takes, so that it refuses a longer one. */
const maxBodyBytes = 32 * 1024;
/** Whoever asked and takes nothing of the answer for so long, in ms, is cut. */
const silentMs = 30_000;

/** Reads a request whole; null where it makes no sense: the target or a header is none. */
export async function readRequest(message: IncomingMessage): Promise<Request | null> {
  const { method = "GET", url: target = "/" } = message;
  const own = `http://${message.headers.host ?? "localhost"}`;
  const text = target.startsWith("/") ? own + target : target;
  const url = URL.canParse(own) ? URL.parse(text) : null;
  if (!url?.protocol.startsWith("http")) return null;
  const body = method === "GET" || method === "HEAD" ? null : await readBody(message);
  try {
    return new Request(url, { method, headers: headersOf(message), body });
  } catch {
    // A method or a header that the Fetch standard does not know.
    return null;
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    headers.append(rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "");
  }
  return headers;
}

/** The body, or as much of it as is more than anybody takes. */
function readBody(message: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const finish = () => {
    const body = new Uint8Array(Math.min(size, maxBodyBytes));
    let at = 0;
    for (const chunk of chunks) {
      body.set(chunk.subarray(0, body.length - at), at);
      at = Math.min(body.length, at + chunk.length);
    }
    resolve(body);
  };
  const take = (chunk: Uint8Array) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < maxBodyBytes) return;
    finish();
    // What comes after it is read and forgotten: whoever sends it is to hear the answer.
    message.off("data", take);
    message.off("end", finish);
    message.resume();
  };
  message.on("data", take);
  message.on("end", finish);
  message.on("close", () => reject(new Error("The request broke off")));
  message.on("error", reject);
  return promise;
}

/** Sends a response as fast as it is taken; ends early, without an error, where nobody takes it. */
export async function sendResponse(
  response: Response,
  to: ServerResponse,
  { isHead }: { isHead: boolean },
): Promise<void> {
  to.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") to.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader("set-cookie", cookies);
  if (isHead || !response.body) {
    await response.body?.cancel();
    to.end();
    return;
  }
  const reader = response.body.getReader();
  try {
    await sendBody(reader, to);
  } finally {
    // A file behind it is closed, read to its end or not.
    await reader.cancel();
  }
}

async function sendBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  to: ServerResponse,
): Promise<void> {
  const first = await reader.read();
  let next = first.done ? first : await reader.read();
  // A short body is known whole.
  if (next.done) to.setHeader("content-length", first.value?.length ?? 0);
  if (first.value) await write(first.value, to);
  for (; !next.done && !to.destroyed; next = await reader.read()) await write(next.value, to);
  to.end();
}

async function write(chunk: Uint8Array, to: ServerResponse): Promise<void> {
  if (!to.write(chunk) && !await isTaken(to)) to.destroy();
}

/** True when there is room for more; false where nothing of it was taken in time. */
function isTaken(to: ServerResponse): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const finish = (isRoom: boolean) => () => resolve(isRoom);
  const [onDrain, onClose, onSilence] = [finish(true), finish(false), finish(false)];
  const timer = setTimeout(onSilence, silentMs);
  to.on("drain", onDrain);
  to.on("close", onClose);
  return promise.finally(() => {
    clearTimeout(timer);
    to.off("drain", onDrain);
    to.off("close", onClose);
  });
}
