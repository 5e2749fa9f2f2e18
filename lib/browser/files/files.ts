// All files on their way between us and the others. Loaded when the first one is offered; imports only
// what nothing of the first load imports, so that it is one chunk and cuts no other (decision 0014).

import type { FileWire } from "../peer/mod.ts";
import type { Clock, ObjectUrls } from "../ports.ts";
import { createFileDesk, type FileDesk } from "./desk.ts";
import type { Incoming } from "./incoming.ts";
import type { FileSource } from "./outgoing.ts";
import type { TransferState } from "./transfer.ts";
import type { FileOffer } from "./wire.ts";

export interface Transfer {
  readonly key: string;
  /** Equal for one file that goes to several people. */
  readonly batch: string;
  readonly isIncoming: boolean;
  /** The other person. */
  readonly muid: string;
  readonly person: string;
  /** The name is safe to show and to save under; size in bytes. */
  readonly file: { readonly name: string; readonly size: number; readonly mime: string };
  readonly state: TransferState;
}

/** Somebody to whom there is a file channel. */
export interface FilePeer {
  readonly muid: string;
  readonly name: string;
  readonly wire: FileWire;
}

export interface FilesDeps {
  readonly clock: Clock;
  readonly urls: ObjectUrls;
  /** Offers of more bytes than this are declined unseen. */
  readonly maxBytes: number;
  cleanName(raw: string): string;
  onChange(transfers: readonly Transfer[]): void;
  /** Somebody asks whether they may send us something. */
  onOffer(transfer: Transfer): void;
}

export interface Files {
  /** Who is there now; a channel that is not named any more is lost. */
  update(peers: readonly FilePeer[]): void;
  /** Offers a file to those of these people who are there; false where nobody is. */
  send(file: FileSource, muids: readonly string[]): boolean;
  accept(key: string): void;
  /** Declines, cancels, or takes the offer back. */
  stop(key: string): void;
  /** Takes a transfer that is over off the list, and frees what it holds. */
  forget(key: string): void;
  close(): void;
}

/** Transfers that are over and stay listed. */
const maxOver = 40;
/** Progress is told no more often than this. */
const tickMs = 150;

interface Work {
  readonly state: TransferState;
  readonly isOver: boolean;
  stop(): void;
  accept?(): void;
  free?(): void;
}

interface Entry {
  readonly facts: Omit<Transfer, "state">;
  readonly work: Work;
}

/** Makes the keeper of all transfers of one call. */
export function createFiles(deps: FilesDeps): Files {
  const { clock, urls, maxBytes, cleanName } = deps;
  const desks = new Map<string, FileDesk>();
  let people = new Map<string, FilePeer>();
  let entries: readonly Entry[] = [];
  let count = 0;
  let cancelTick: (() => void) | null = null;
  let isClosed = false;

  function publish(): void {
    cancelTick?.();
    cancelTick = null;
    deps.onChange(entries.map(toTransfer));
  }

  function handleState(): void {
    if (!isClosed) cancelTick ??= clock.after(tickMs, publish);
  }

  function add(entry: Entry): void {
    entries = [...entries, entry];
    const over = entries.filter(({ work }) => work.isOver);
    for (const old of over.slice(0, -maxOver)) remove(old);
    publish();
  }

  function remove(entry: Entry): void {
    entry.work.free?.();
    entries = entries.filter((one) => one !== entry);
  }

  function handleOffer({ muid, name }: FilePeer, work: Incoming, offer: FileOffer): void {
    const { size, mime } = offer;
    const key = `in-${++count}`;
    const file = { name: cleanName(offer.name), size, mime };
    const entry: Entry = {
      facts: { key, batch: key, isIncoming: true, muid, person: name, file },
      work,
    };
    add(entry);
    deps.onOffer(toTransfer(entry));
  }

  function openDesk(peer: FilePeer): void {
    const desk = createFileDesk({
      clock,
      wire: peer.wire,
      urls,
      maxBytes,
      onOffer: (incoming, offer) => handleOffer(peer, incoming, offer),
      onState: handleState,
    });
    desks.set(peer.muid, desk);
    desk.start();
  }

  const find = (key: string) => entries.find(({ facts }) => facts.key === key);
  return {
    update(peers) {
      people = new Map(peers.map((peer) => [peer.muid, peer]));
      for (const [muid, desk] of [...desks]) {
        if (people.get(muid)?.wire === desk.wire) continue;
        desks.delete(muid);
        desk.close();
      }
      for (const peer of peers) if (!desks.has(peer.muid)) openDesk(peer);
    },
    send(file, muids) {
      const batch = `out-${++count}`;
      const name = cleanName(file.name);
      const facts = { batch, isIncoming: false, file: { name, size: file.size, mime: file.type } };
      const sent = muids.flatMap((muid) => {
        const desk = desks.get(muid);
        const person = people.get(muid)?.name;
        if (!desk?.wire.isOpen() || person === undefined) return [];
        const id = ++count;
        const work = desk.offer(file, { id, name });
        return [{ facts: { ...facts, key: `out-${id}`, muid, person }, work }];
      });
      sent.forEach(add);
      return sent.length > 0;
    },
    accept: (key) => find(key)?.work.accept?.(),
    stop: (key) => find(key)?.work.stop(),
    forget(key) {
      const entry = find(key);
      if (!entry?.work.isOver) return;
      remove(entry);
      publish();
    },
    close() {
      isClosed = true;
      cancelTick?.();
      for (const desk of desks.values()) desk.close();
      desks.clear();
      entries.forEach(remove);
    },
  };
}

function toTransfer({ facts, work }: Entry): Transfer {
  return { ...facts, state: work.state };
}
