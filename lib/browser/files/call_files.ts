// What the rest of a call knows of files: the list of transfers, and when to load the code that does the
// work. Small, as it is part of the first load.

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { cleanFileName } from "../../shared/file_names.ts";
import type { Clock, ObjectUrls } from "../ports.ts";
import type { createFiles, FilePeer, Files, Transfer } from "./files.ts";
import type { FileSource } from "./outgoing.ts";

/** Why a file was not even offered. */
export type FileRefusal = "too-large" | "nobody" | "unavailable";

/** Files straight from person to person. */
export interface CallFiles {
  /** In the order in which they were offered. */
  readonly transfers: ReadonlySignal<readonly Transfer[]>;
  readonly maxBytes: number;
  /** Offers a file to one person, or to everybody (null). Null where that worked. */
  send(file: FileSource, to: string | null): Promise<FileRefusal | null>;
  accept(key: string): void;
  /** Declines, cancels, or takes the offer back. */
  stop(key: string): void;
  /** Takes a transfer that is over off the list, and frees what it holds. */
  forget(key: string): void;
}

/** Largest file that can be sent, in bytes: the receiver holds it in memory until it is saved. */
export const maxFileBytes = 200_000_000;

export interface CallFilesDeps {
  readonly clock: Clock;
  readonly urls: ObjectUrls;
  /** To whom there is a channel now. */
  readonly peers: ReadonlySignal<readonly FilePeer[]>;
  load(): Promise<typeof createFiles>;
  onOffer(transfer: Transfer): void;
  report(what: string, error: unknown): void;
}

/** Loads the code that does the work: a chunk of its own. */
export async function loadFiles(): Promise<typeof createFiles> {
  return (await import("./files.ts")).createFiles;
}

/** How long into a call, in ms, until it loads the code: by then the server may be away, or another one. */
const aheadMs = 10_000;

/** Makes the files of one call. The code is loaded after a while, or when somebody sends something. */
export function createCallFiles(deps: CallFilesDeps): CallFiles & { close(): void } {
  const { clock, urls, peers, onOffer } = deps;
  const transfers = signal<readonly Transfer[]>([]);
  let files: Files | null = null;
  let loading: Promise<Files | null> | null = null;
  let isClosed = false;

  async function load(): Promise<Files | null> {
    try {
      const create = await deps.load();
      if (isClosed) return null;
      files = create({
        clock,
        urls,
        maxBytes: maxFileBytes,
        cleanName: cleanFileName,
        onChange: (list) => transfers.value = list,
        onOffer,
      });
      files.update(peers.peek());
      return files;
    } catch (error) {
      // Out of reach just now: the next file asks again.
      loading = null;
      deps.report("files", error);
      return null;
    }
  }
  const ready = () => loading ??= load();
  const cancel = clock.after(aheadMs, () => void ready());

  const stop = effect(() => {
    const now = peers.value;
    files?.update(now);
    if (!files && now.some(({ wire }) => wire.early.value > 0)) void ready();
  });

  return {
    transfers,
    maxBytes: maxFileBytes,
    async send(file: FileSource, to: string | null): Promise<FileRefusal | null> {
      if (file.size > maxFileBytes) return "too-large";
      const engine = await ready();
      if (!engine) return "unavailable";
      const muids = to === null ? peers.peek().map(({ muid }) => muid) : [to];
      return engine.send(file, muids) ? null : "nobody";
    },
    accept: (key) => files?.accept(key),
    stop: (key) => files?.stop(key),
    forget: (key) => files?.forget(key),
    close() {
      isClosed = true;
      cancel();
      stop();
      files?.close();
    },
  };
}
