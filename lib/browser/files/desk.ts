// All files to and from one person over one channel: hands each frame to the file it belongs to, and
// ends all of them when the channel does. Another channel to the same person is another desk.

import type { FileWire } from "../peer/mod.ts";
import type { Clock, ObjectUrls } from "../ports.ts";
import { createIncoming, type Incoming } from "./incoming.ts";
import { createFileLine } from "./line.ts";
import { createOutgoing, type FileSource, type Outgoing } from "./outgoing.ts";
import type { FileCommand, FileOffer } from "./wire.ts";

export interface FileDeskDeps {
  readonly clock: Pick<Clock, "now">;
  readonly wire: FileWire;
  readonly urls: ObjectUrls;
  /** Offers of more bytes than this are declined unseen. */
  readonly maxBytes: number;
  onOffer(incoming: Incoming, offer: FileOffer): void;
  /** Something on this desk changed its state. */
  onState(): void;
}

export interface FileDesk {
  readonly wire: FileWire;
  /** Begins to listen. */
  start(): void;
  /** Offers a file under an id that was not used before. */
  offer(file: FileSource, how: { readonly id: number; readonly name: string }): Outgoing;
  /** The channel is gone: everything under way failed. */
  close(): void;
}

/** Offers of one person that wait for an answer; more are declined unseen. */
const maxWaiting = 8;
/** Offers of one person in a minute, taken back or not: each of them is said aloud. */
const maxPerMinute = 30;

/** Makes the desk of one channel; nothing happens before `start()`. */
export function createFileDesk(deps: FileDeskDeps): FileDesk {
  const { clock, wire, urls, onState } = deps;
  const incoming = new Map<number, Incoming>();
  const outgoing = new Map<number, Outgoing>();
  let offeredAt: readonly number[] = [];
  const line = createFileLine(wire, {
    onCommand: handleCommand,
    onChunk: (id, content) => incoming.get(id)?.handleChunk(content),
    onLost: close,
  });

  function handleCommand(command: FileCommand): void {
    switch (command.type) {
      case "offer":
        return handleOffer(command);
      case "cancel":
      case "end":
        return incoming.get(command.id)?.handle(command);
      case "accept":
      case "decline":
      case "done":
        return outgoing.get(command.id)?.handle(command);
      default:
        return command satisfies never;
    }
  }

  function handleOffer(offer: FileOffer): void {
    if (incoming.has(offer.id)) return;
    const waiting = [...incoming.values()].filter(({ state }) => state.kind === "offered");
    offeredAt = offeredAt.filter((at) => at > clock.now() - 60_000);
    const isTooMuch = waiting.length >= maxWaiting || offeredAt.length >= maxPerMinute;
    if (offer.size > deps.maxBytes || isTooMuch) {
      return line.tell({ type: "decline", id: offer.id });
    }
    offeredAt = [...offeredAt, clock.now()];
    const made = createIncoming({ offer, line, urls, onState: handleState });
    incoming.set(offer.id, made);
    deps.onOffer(made, offer);
  }

  /** What is over is told once more by `onState`, and then no frame finds it. */
  function handleState(): void {
    for (const works of [incoming, outgoing]) {
      for (const [id, { isOver }] of works) if (isOver) works.delete(id);
    }
    onState();
  }

  function close(): void {
    line.close();
    for (const work of [...incoming.values(), ...outgoing.values()]) work.lose();
  }

  return {
    wire,
    start: line.start,
    offer(file, { id, name }) {
      const made = createOutgoing({ id, file, name, line, onState: handleState });
      outgoing.set(id, made);
      return made;
    },
    close,
  };
}
