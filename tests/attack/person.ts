// Somebody in a meeting, over wire.ts: a token, a socket, commands and their answers. Imports nothing of
// the app.

import { connect, eventually, frame, handshake, head, type Wire } from "./wire.ts";

// deno-lint-ignore no-explicit-any -- answers are looked at field by field.
export type Json = any;

/** A REST request from an address of this machine; null where no whole answer came in 10 s. */
export async function request(
  origin: string,
  target: string,
  { from, method = "GET", token, body, headers: more = {} }: {
    from: string;
    method?: string;
    token?: string;
    body?: object;
    headers?: Record<string, string>;
  },
): Promise<{ status: number; body: Json } | null> {
  const wire = await connect(origin, from);
  const text = body ? JSON.stringify(body) : "";
  const headers: Record<string, string> = {
    connection: "close",
    accept: "application/json",
    ...more,
  };
  if (token) headers.authorization = `Bearer ${token}`;
  if (body) headers["content-length"] = String(new TextEncoder().encode(text).length);
  wire.send(head(origin, target, { method, headers }) + text);
  const isWhole = await eventually(() => wire.isClosed, 10_000);
  wire.cut();
  const [top = "", content = ""] = wire.received.split("\r\n\r\n");
  const status = Number(/^HTTP\/1.1 (\d+)/.exec(top)?.[1]);
  if (!isWhole || !status) return null;
  return { status, body: content.startsWith("{") ? JSON.parse(content) : null };
}

/** A token of a new user. */
export async function newToken(origin: string, from: string): Promise<string> {
  const answer = await request(origin, `/config/${crypto.randomUUID()}`, { from });
  if (!answer?.body?.token) throw new Error(`no token: ${answer?.status}`);
  return answer.body.token;
}

export async function newMeeting(
  origin: string,
  { from, token, ...draft }: { from: string; token: string } & Record<string, unknown>,
): Promise<string> {
  const body = { title: "Weekly", organizer_name: "Olga", ...draft };
  const answer = await request(origin, "/meeting", { from, method: "POST", token, body });
  if (!answer?.body?.data) throw new Error(`no meeting: ${answer?.status}`);
  return answer.body.data.id;
}

export interface Person {
  readonly wire: Wire;
  readonly token: string;
  readonly muid: string;
  /** Frames that are no answers, since they were last taken. */
  readonly heard: Json[];
  send(message: Record<string, unknown>): void;
  /** The answer to a command; null after 10 s, or where the socket has ended. */
  ask(message: Record<string, unknown>): Promise<Json>;
  /** Bytes of frames that came. */
  readonly bytes: number;
  readonly closeCode: number | null;
}

/** Opens a socket from an address. */
export async function openPerson(
  origin: string,
  { from, token }: { from: string; token?: string },
): Promise<Person> {
  const own = token ?? await newToken(origin, from);
  const heard: Json[] = [];
  const answers = new Map<string, (answer: Json) => void>();
  let rest: Uint8Array = new Uint8Array();
  let isOpen = false;
  let closeCode: number | null = null;
  let bytes = 0;
  let serial = 0;
  const wire = await connect(origin, from, (chunk) => {
    rest = concat(rest, chunk);
    if (!isOpen) {
      const end = new TextDecoder().decode(rest).indexOf("\r\n\r\n");
      if (end < 0) return;
      isOpen = true;
      rest = rest.slice(end + 4);
    }
    for (let one = readFrame(rest); one; one = readFrame(rest)) {
      rest = rest.subarray(one.size);
      bytes += one.size;
      if (one.opcode === 9) wire.send(frame("", { opcode: 10 }));
      if (one.opcode === 8) closeCode = (one.body[0] ?? 0) * 256 + (one.body[1] ?? 0);
      if (one.opcode !== 1) continue;
      const message = JSON.parse(new TextDecoder().decode(one.body));
      const answer = answers.get(message.request_id);
      if (answer) answer(message);
      else heard.push(message);
    }
  });
  wire.send(handshake(origin));
  await eventually(() => isOpen || wire.isClosed, 10_000);
  const muid = crypto.randomUUID();
  const send = (message: Record<string, unknown>) =>
    wire.send(frame(JSON.stringify({ token: own, ...message })));
  return {
    wire,
    token: own,
    muid,
    heard,
    send,
    ask(message) {
      const id = `r${++serial}`;
      const { promise, resolve } = Promise.withResolvers<Json>();
      const timer = setTimeout(() => resolve(null), 10_000);
      answers.set(id, resolve);
      void wire.closed.then(() => resolve(null));
      send({ request_id: id, ...message });
      return promise.finally(() => {
        clearTimeout(timer);
        answers.delete(id);
      });
    },
    get bytes() {
      return bytes;
    },
    get closeCode() {
      return closeCode;
    },
  };
}

/** Opens a socket and joins a meeting; the answer is beside it. */
export async function joinAs(
  origin: string,
  { from, token, room, name, ...more }: {
    from: string;
    token?: string;
    room: string;
    name: string;
  } & Record<string, unknown>,
): Promise<Person & { answer: Json }> {
  const person = await openPerson(origin, token ? { from, token } : { from });
  const { muid } = person;
  const answer = await person.ask({ type: "JOIN_MEETING", room_id: room, muid, name, ...more });
  return Object.defineProperties({ answer }, Object.getOwnPropertyDescriptors(person)) as
    & Person
    & { answer: Json };
}

function concat(one: Uint8Array, other: Uint8Array): Uint8Array {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

/** The first whole frame of a server, unmasked as those are (RFC 6455, 5.1). */
function readFrame(bytes: Uint8Array) {
  if (bytes.length < 2) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const short = view.getUint8(1) & 0x7f;
  const header = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < header) return null;
  const length = short === 127
    ? Number(view.getBigUint64(2))
    : short === 126
    ? view.getUint16(2)
    : short;
  if (bytes.length < header + length) return null;
  return {
    opcode: view.getUint8(0) & 0x0f,
    size: header + length,
    body: bytes.subarray(header, header + length),
  };
}
