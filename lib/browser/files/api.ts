// Files sent from person to person as screens see them: types only, part of call_api.ts.

import type { ReadonlySignal } from "@preact/signals";

/** What is needed of a File. */
export type FileSource = Pick<File, "name" | "size" | "type" | "slice">;

/** Where one file on its way to or from one person stands. */
export type TransferState =
  /** The receiver has not answered yet. */
  | { readonly kind: "offered" }
  | { readonly kind: "moving"; readonly bytes: number }
  /** Everything was sent; the receiver makes sure of it. */
  | { readonly kind: "checking" }
  /** Complete and right; `url` is where a receiver saves it from, until it is forgotten. */
  | { readonly kind: "done"; readonly url: string | null }
  | { readonly kind: "declined" }
  | { readonly kind: "stopped"; readonly isByUs: boolean }
  | { readonly kind: "failed"; readonly why: "lost" | "damaged" | "unreadable" };

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
