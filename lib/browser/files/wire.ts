// What two browsers say to each other about files (PROTOCOL.md, "Files"): commands as JSON text, content
// as binary frames. Read by hand and not by zod, which would cut the chunks of the first load anew.

/** Content of one frame, in bytes: what every browser takes in one message (RFC 8831, section 6.6). */
export const chunkBytes = 16 * 1_024;
/** Largest text frame that is read, in UTF-16 units. */
export const maxCommandLength = 1_024;
const headBytes = 4;

export interface FileOffer {
  readonly type: "offer";
  /** Chosen by the sender, one for each offer on a channel: 1 to 2^32-1. */
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly mime: string;
}
/** From the sender of the file. */
export type SenderCommand =
  | FileOffer
  | { readonly type: "cancel"; readonly id: number }
  /** All bytes were sent; their SHA-256 in lower-case hex. */
  | { readonly type: "end"; readonly id: number; readonly sha256: string };
/** From its receiver. */
export type ReceiverCommand =
  | { readonly type: "accept"; readonly id: number }
  /** Before the first byte or at any time after it. */
  | { readonly type: "decline"; readonly id: number }
  /** All bytes are here; `ok` where they are the right ones. */
  | { readonly type: "done"; readonly id: number; readonly ok: boolean };
export type FileCommand = SenderCommand | ReceiverCommand;

/** Reads a text frame; null where it is nothing we know. */
export function readCommand(text: string): FileCommand | null {
  const fields = text.length <= maxCommandLength ? readObject(text) : null;
  if (!fields) return null;
  const { type, id, name, size, mime, sha256, ok } = fields;
  if (!isCount(id) || id < 1 || id > 0xffff_ffff) return null;
  switch (type) {
    case "offer":
      if (typeof name !== "string" || !isCount(size) || typeof mime !== "string") return null;
      return { type, id, name, size, mime };
    case "end":
      return typeof sha256 === "string" ? { type, id, sha256 } : null;
    case "done":
      return typeof ok === "boolean" ? { type, id, ok } : null;
    case "accept":
    case "decline":
    case "cancel":
      return { type, id };
    default:
      return null;
  }
}

/** A frame of content: the offer's id in four bytes, big-endian, and then the bytes. */
export function writeChunk(id: number, content: Uint8Array): ArrayBuffer {
  const frame = new Uint8Array(headBytes + content.length);
  new DataView(frame.buffer).setUint32(0, id);
  frame.set(content, headBytes);
  return frame.buffer;
}

/** Reads such a frame; null where it has no content, or more than may be. */
export function readChunk(
  frame: ArrayBuffer,
): { id: number; content: Uint8Array<ArrayBuffer> } | null {
  const length = frame.byteLength - headBytes;
  if (length < 1 || length > chunkBytes) return null;
  return { id: new DataView(frame).getUint32(0), content: new Uint8Array(frame, headBytes) };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
