// STUN and TURN messages as bytes: encoding, decoding, integrity. Pure; knows no sockets, no settings
// and no order of messages. Only what the self-test and the TURN tests say to a server.

import { Buffer } from "node:buffer";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Methods (RFC 8489 section 18.2, RFC 8656 section 17). */
export const methods = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  createPermission: 0x008,
  channelBind: 0x009,
} as const;
export type Method = typeof methods[keyof typeof methods];

/** Attribute types (RFC 8489 section 18.3, RFC 8656 section 18). */
export const attributes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
  fingerprint: 0x8028,
} as const;

export type MessageClass = "request" | "indication" | "success" | "error";
const classes: readonly MessageClass[] = ["request", "indication", "success", "error"];

/** One attribute, its value without padding. */
export type Attribute = readonly [type: number, value: Uint8Array];

export interface StunMessage {
  readonly kind: MessageClass;
  readonly method: number;
  /** 12 bytes. */
  readonly transactionId: Uint8Array;
  readonly attributes: readonly Attribute[];
  /** The bytes it was read from, for checking integrity. */
  readonly bytes: Uint8Array;
}

export const headerLength = 20;
const magicCookie = 0x2112a442;

/** The message type: the bits of class and method are interleaved (RFC 8489 section 5). */
function messageType(method: number, kind: MessageClass): number {
  const bits = classes.indexOf(kind);
  return (method & 0x00f) | ((bits & 1) << 4) | ((method & 0x070) << 1) | ((bits & 2) << 7) |
    ((method & 0xf80) << 2);
}

/** Encodes a message, with MESSAGE-INTEGRITY at its end when there is a key (RFC 8489 section 14.5). */
export function encodeMessage(
  message: Pick<StunMessage, "kind" | "method" | "transactionId" | "attributes">,
  integrityKey?: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const [type, value] of message.attributes) {
    const part = new Uint8Array(4 + paddedLength(value.length));
    new DataView(part.buffer).setUint16(0, type);
    new DataView(part.buffer).setUint16(2, value.length);
    part.set(value, 4);
    parts.push(part);
    length += part.length;
  }
  const header = new Uint8Array(headerLength);
  const view = new DataView(header.buffer);
  view.setUint16(0, messageType(message.method, message.kind));
  view.setUint16(2, length + (integrityKey ? 24 : 0));
  view.setUint32(4, magicCookie);
  header.set(message.transactionId, 8);
  const body = concat([header, ...parts]);
  if (!integrityKey) return body;
  const seal = new Uint8Array(4);
  new DataView(seal.buffer).setUint16(0, attributes.messageIntegrity);
  new DataView(seal.buffer).setUint16(2, 20);
  return concat([body, seal, createHmac("sha1", integrityKey).update(body).digest()]);
}

/** Decodes one whole message; null for anything that is not one. */
export function decodeMessage(bytes: Uint8Array): StunMessage | null {
  if (bytes.length < headerLength) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = view.getUint16(0);
  const end = headerLength + view.getUint16(2);
  if ((type & 0xc000) !== 0 || view.getUint32(4) !== magicCookie || end !== bytes.length) {
    return null;
  }
  const found: Attribute[] = [];
  for (let at = headerLength; at < end;) {
    if (at + 4 > end) return null;
    const length = view.getUint16(at + 2);
    if (at + 4 + length > end) return null;
    found.push([view.getUint16(at), bytes.subarray(at + 4, at + 4 + length)]);
    at += 4 + paddedLength(length);
  }
  return {
    kind: classes[((type >> 4) & 1) | ((type >> 7) & 2)] ?? "request",
    method: (type & 0x00f) | ((type >> 1) & 0x070) | ((type >> 2) & 0xf80),
    transactionId: bytes.subarray(8, headerLength),
    attributes: found,
    bytes,
  };
}

/** Length of the message that starts these bytes of a stream, null while its header is incomplete. */
export function messageLength(bytes: Uint8Array): number | null {
  if (bytes.length < headerLength) return null;
  return headerLength + new DataView(bytes.buffer, bytes.byteOffset).getUint16(2);
}

/** The value of the first attribute of this type. */
export function attribute(message: StunMessage, type: number): Uint8Array | null {
  return message.attributes.find(([one]) => one === type)?.[1] ?? null;
}

/** ERROR-CODE as a number, 0 where there is none (RFC 8489 section 14.8). */
export function errorCode(message: StunMessage): number {
  const [, , hundreds = 0, rest = 0] = attribute(message, attributes.errorCode) ?? [];
  return (hundreds & 7) * 100 + rest;
}

/** Key of the long-term credential mechanism with MD5 (RFC 8489 section 9.2.2). */
export function longTermKey(username: string, realm: string, password: string): Uint8Array {
  return createHash("md5").update(`${username}:${realm}:${password}`).digest();
}

/** Whether MESSAGE-INTEGRITY was made with this key. */
export function hasIntegrity(message: StunMessage, key: Uint8Array): boolean {
  const sealed = attribute(message, attributes.messageIntegrity);
  if (sealed?.length !== 20) return false;
  const end = sealed.byteOffset - message.bytes.byteOffset - 4;
  const signed = message.bytes.slice(0, end);
  // The length in the signed header reaches to the end of this attribute, not of the message.
  new DataView(signed.buffer).setUint16(2, end + 24 - headerLength);
  return timingSafeEqual(createHmac("sha1", key).update(signed).digest(), Buffer.from(sealed));
}

/** A 32-bit number as an attribute's value. */
export function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function paddedLength(length: number): number {
  return (length + 3) & ~3;
}
