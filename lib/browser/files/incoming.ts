// Receives one file from one person: does what the state machine of transfer.ts says, keeps what was
// accepted and nothing else, and makes it something to save once it is known to be right.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { ObjectUrls } from "../ports.ts";
import type { FileLine } from "./line.ts";
import { isOver, type ReceiveEvent, reduceReceive, type TransferState } from "./transfer.ts";
import type { FileOffer, SenderCommand } from "./wire.ts";

/** Content becomes a Blob at this size: a browser may move a Blob out of memory, an array not. */
const partBytes = 1_024 * 1_024;

export interface IncomingDeps {
  readonly offer: FileOffer;
  readonly line: FileLine;
  readonly urls: ObjectUrls;
  onState(): void;
}

export interface Incoming {
  readonly state: TransferState;
  readonly isOver: boolean;
  handle(command: Exclude<SenderCommand, FileOffer>): void;
  handleChunk(content: Uint8Array<ArrayBuffer>): void;
  accept(): void;
  stop(): void;
  lose(): void;
  /** Gives the memory back, saved or not. */
  free(): void;
}

/** Takes an offer in; nothing is kept before `accept()`. */
export function createIncoming({ offer, line, urls, onState }: IncomingDeps): Incoming {
  const { id, size } = offer;
  let state: TransferState = { kind: "offered" };
  let hash = sha256.create();
  let parts: Blob[] = [];
  /** The part that is being filled: copied into, as a frame of one byte costs a hundred to keep. */
  let part = new Uint8Array(0);
  let partFilled = 0;
  let rest = size;

  function apply(event: ReceiveEvent): void {
    const [next, effects] = reduceReceive(state, event, { id, size });
    const hasChanged = next !== state;
    state = next;
    for (const effect of effects) {
      switch (effect.type) {
        case "tell":
          line.tell(effect.command);
          break;
        case "keep":
          keep(effect.content);
          break;
        case "check":
          apply({ type: "checked", url: check(effect.sha256) });
          break;
        case "drop":
          drop();
          break;
        default:
          effect satisfies never;
      }
    }
    if (hasChanged) onState();
  }

  function keep(content: Uint8Array<ArrayBuffer>): void {
    hash.update(content);
    for (let at = 0; at < content.length;) {
      if (partFilled === part.length) nextPart();
      const piece = content.subarray(at, at + part.length - partFilled);
      part.set(piece, partFilled);
      partFilled += piece.length;
      at += piece.length;
    }
  }

  function nextPart(): void {
    if (partFilled > 0) parts.push(new Blob([part]));
    part = new Uint8Array(Math.min(partBytes, rest));
    rest -= part.length;
    partFilled = 0;
  }

  function check(expected: string): string | null {
    if (bytesToHex(hash.digest()) !== expected) return null;
    // Of no type: a page of the sender's making must not open on our origin.
    const url = urls.create(new Blob([...parts, part], { type: "application/octet-stream" }));
    drop();
    return url;
  }

  function drop(): void {
    hash = sha256.create();
    parts = [];
    part = new Uint8Array(0);
  }

  return {
    get state() {
      return state;
    },
    get isOver() {
      return isOver(state);
    },
    handle: (command) => apply({ type: "told", command }),
    handleChunk: (content) => apply({ type: "chunk", content }),
    accept: () => apply({ type: "accept" }),
    stop: () => apply({ type: "stop" }),
    lose: () => apply({ type: "lost" }),
    free() {
      if (state.kind === "done" && state.url !== null) urls.revoke(state.url);
    },
  };
}
