// WebSocket frames (RFC 6455, section 5.2) as the load generator needs them: masked on the way out,
// walked without looking at the payload on the way in.

const encoder = new TextEncoder();

export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** One final frame, masked with a random key without a zero in it: none is cheaper to unmask. */
export function encodeFrame(payload: string | Uint8Array, opcode: number = opcodes.text) {
  const body = typeof payload === "string" ? encoder.encode(payload) : payload;
  if (body.length > 65_535) throw new Error(`a frame of ${body.length} bytes is not supported`);
  const isShort = body.length < 126;
  const start = isShort ? 6 : 8;
  const frame = new Uint8Array(start + body.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (isShort ? body.length : 126);
  if (!isShort) new DataView(frame.buffer).setUint16(2, body.length);
  const key = crypto.getRandomValues(new Uint8Array(4)).map((byte) => byte || 1);
  frame.set(key, start - 4);
  body.forEach((byte, index) => frame[start + index] = byte ^ (key[index % 4] ?? 0));
  return frame;
}

/** The same frame `count` times in a row, to be written at once. */
export function repeatFrame(frame: Uint8Array, count: number): Uint8Array {
  const all = new Uint8Array(frame.length * count);
  for (let index = 0; index < count; index++) all.set(frame, index * frame.length);
  return all;
}

/**
 * Calls `onFrame` for every whole, unmasked frame in `bytes`; the payload is a view that is valid
 * during the call. Returns how many bytes were used.
 */
export function walkFrames(
  bytes: Uint8Array,
  onFrame: (opcode: number, payload: Uint8Array) => void,
): number {
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = bytes[at + 1] ?? 0;
    if (short > 126) throw new Error("a frame above 64 KiB, or masked, is not supported");
    const start = at + (short === 126 ? 4 : 2);
    if (start > bytes.length) break;
    const length = short === 126 ? ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0) : short;
    if (start + length > bytes.length) break;
    onFrame((bytes[at] ?? 0) & 0x0f, bytes.subarray(start, start + length));
    at = start + length;
  }
  return at;
}
