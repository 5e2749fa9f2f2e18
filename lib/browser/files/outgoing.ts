// Sends one file to one person: does what the state machine of transfer.ts says, reads the file piece by
// piece, and never holds more of it than one piece.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { FileLine } from "./line.ts";
import { isOver, reduceSend, type SendEvent, type TransferState } from "./transfer.ts";
import { chunkBytes, type ReceiverCommand } from "./wire.ts";

/** What is needed of a File. */
export type FileSource = Pick<File, "name" | "size" | "type" | "slice">;

/** What is read of the file at once: a read costs far more than a frame. */
const pieceBytes = 16 * chunkBytes;

export interface OutgoingDeps {
  readonly id: number;
  readonly file: FileSource;
  /** As the receiver sees it. */
  readonly name: string;
  readonly line: FileLine;
  onState(): void;
}

export interface Outgoing {
  readonly state: TransferState;
  readonly isOver: boolean;
  handle(command: ReceiverCommand): void;
  stop(): void;
  lose(): void;
}

/** Offers the file; the rest is up to the other side. */
export function createOutgoing({ id, file, name, line, onState }: OutgoingDeps): Outgoing {
  const { size } = file;
  let state: TransferState = { kind: "offered" };

  function apply(event: SendEvent): void {
    const [next, effects] = reduceSend(state, event, { id, size });
    const hasChanged = next !== state;
    state = next;
    for (const effect of effects) {
      if (effect.type === "tell") line.tell(effect.command);
      else void read();
    }
    if (hasChanged) onState();
  }

  async function read(): Promise<void> {
    const hash = sha256.create();
    for (let at = 0; at < size; at += pieceBytes) {
      const piece = await readPiece(at);
      if (!piece) return apply({ type: "unreadable" });
      hash.update(piece);
      for (let from = 0; from < piece.length; from += chunkBytes) {
        await line.drained();
        if (state.kind !== "moving") return;
        const chunk = piece.subarray(from, from + chunkBytes);
        line.sendChunk(id, chunk);
        apply({ type: "sent", bytes: chunk.length });
      }
    }
    apply({ type: "read", sha256: bytesToHex(hash.digest()) });
  }

  /** Null where the file changed since it was offered, or is gone. */
  async function readPiece(at: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const end = Math.min(size, at + pieceBytes);
    try {
      const piece = new Uint8Array(await file.slice(at, end).arrayBuffer());
      return piece.length === end - at ? piece : null;
    } catch (error) {
      // NotReadableError, NotFoundError (File API, section 7.2).
      if (error instanceof DOMException) return null;
      throw error;
    }
  }

  line.tell({ type: "offer", id, name, size, mime: file.type.slice(0, 100) });
  return {
    get state() {
      return state;
    },
    get isOver() {
      return isOver(state);
    },
    handle: (command) => apply({ type: "told", command }),
    stop: () => apply({ type: "stop" }),
    lose: () => apply({ type: "lost" }),
  };
}
