// IP addresses as bytes and as the XOR-…-ADDRESS attributes of STUN. Pure.

/** An address and a port as they stand in XOR-MAPPED-, XOR-RELAYED- and XOR-PEER-ADDRESS. */
export interface StunAddress {
  /** IPv4 in dotted form, IPv6 as eight groups in hexadecimal without leading zeros. */
  readonly ip: string;
  readonly port: number;
}

const magicCookie = [0x21, 0x12, 0xa4, 0x42] as const;

/** Decodes an XOR-…-ADDRESS value (RFC 8489 section 14.2); null when it is not one. */
export function decodeAddress(value: Uint8Array, transactionId: Uint8Array): StunAddress | null {
  const isV6 = value[1] === 2;
  if ((value[1] !== 1 && !isV6) || value.length !== (isV6 ? 20 : 8)) return null;
  const port = new DataView(value.buffer, value.byteOffset).getUint16(2) ^ 0x2112;
  const ip = xored(value.subarray(4), transactionId);
  return { ip: isV6 ? groupsOf(ip).join(":") : ip.join("."), port };
}

/** Encodes an XOR-…-ADDRESS value (RFC 8489 section 14.2). Throws for text that is no IP address. */
export function encodeAddress(address: StunAddress, transactionId: Uint8Array): Uint8Array {
  const ip = parseIp(address.ip);
  if (!ip) throw new TypeError(`Not an IP address: ${address.ip}`);
  const value = new Uint8Array(4 + ip.length);
  value[1] = ip.length === 16 ? 2 : 1;
  new DataView(value.buffer).setUint16(2, address.port ^ 0x2112);
  value.set(xored(ip, transactionId), 4);
  return value;
}

/** The 4 or 16 bytes of an IP address, null for any other text. */
export function parseIp(text: string): Uint8Array | null {
  return text.includes(":") ? parseV6(text) : parseV4(text);
}

/** Whether nobody outside the network (or the machine) can send to this address. */
export function isPrivateIp(text: string): boolean {
  const ip = parseIp(text);
  if (!ip) return false;
  const [a = 0, b = 0] = ip;
  if (ip.length === 16) {
    const isLoopback = ip.subarray(0, 15).every((byte) => byte === 0) && ip[15] === 1;
    return isLoopback || (a & 0xfe) === 0xfc || (a === 0xfe && (b & 0xc0) === 0x80);
  }
  return a === 10 || a === 127 || (a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168);
}

function parseV4(text: string): Uint8Array | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    return null;
  }
  return Uint8Array.from(parts, Number);
}

function parseV6(text: string): Uint8Array | null {
  const tail = text.slice(text.lastIndexOf(":") + 1);
  const v4 = tail.includes(".") ? parseV4(tail) : null;
  const hex = v4 ? text.slice(0, -tail.length) + groupsOf(v4).join(":") : text;
  const [head = "", rest, ...more] = hex.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = rest === undefined || rest === "" ? [] : rest.split(":");
  const gap = 8 - left.length - right.length;
  if (more.length > 0 || (rest === undefined ? gap !== 0 : gap < 1)) return null;
  const groups = [...left, ...new Array<string>(gap).fill("0"), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return Uint8Array.from(groups.flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  }));
}

function groupsOf(ip: Uint8Array): string[] {
  return Array.from(
    { length: ip.length / 2 },
    (_, at) => (((ip[2 * at] ?? 0) << 8) | (ip[2 * at + 1] ?? 0)).toString(16),
  );
}

function xored(ip: Uint8Array, transactionId: Uint8Array): Uint8Array {
  const mask = [...magicCookie, ...transactionId];
  return ip.map((byte, at) => byte ^ (mask[at] ?? 0));
}
