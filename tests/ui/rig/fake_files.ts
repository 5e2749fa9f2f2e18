// Files on their way that stand still: one in every state a person can see.

import { signal } from "@preact/signals";
import type { Cast } from "./casts.ts";
import type { CallFiles, Transfer, TransferState } from "../../../lib/browser/call_api.ts";

const megabyte = 1_000_000;
function make(
  key: string,
  state: TransferState,
  change: Partial<Omit<Transfer, "key" | "state">> = {},
): Transfer {
  const file = { name: `${key}.jpg`, size: 3_400_000, mime: "image/jpeg" };
  return {
    key,
    batch: key,
    isIncoming: true,
    muid: "m",
    person: "Bo Chen",
    file,
    ...change,
    state,
  };
}

function inEveryState({ names, file: name }: Cast): readonly Transfer[] {
  const [first = "", second = "", third = ""] = names;
  const report = { name, size: 84_300_000, mime: "application/pdf" };
  const toAll = (person: string, state: TransferState) =>
    make(person, state, { batch: "report", isIncoming: false, person, file: report });
  return [
    make("holiday", { kind: "done", url: "data:," }, { person: first }),
    make("budget", { kind: "failed", why: "lost" }, { person: second }),
    make("old plan", { kind: "declined" }, { person: first }),
    toAll(first, { kind: "moving", bytes: 37 * megabyte }),
    toAll(second, { kind: "done", url: null }),
    toAll(third, { kind: "declined" }),
    make("sketch", { kind: "moving", bytes: 1.2 * megabyte }, { person: first }),
    make("minutes", { kind: "offered" }, { person: second }),
  ];
}

/** `has`: which of them there are. */
export function createFakeFiles(has: "none" | "all" | "offer", cast: Cast): CallFiles {
  const everyState = inEveryState(cast);
  const first = { none: [], all: everyState, offer: everyState.slice(-1) }[has];
  const transfers = signal<readonly Transfer[]>(first);
  const set = (key: string, state: TransferState) =>
    transfers.value = transfers.value.map((one) => one.key === key ? { ...one, state } : one);
  return {
    transfers,
    maxBytes: 200 * megabyte,
    send({ name, size, type: mime }) {
      const file = { name, size, mime };
      const added = make(name, { kind: "offered" }, { isIncoming: false, file });
      transfers.value = [...transfers.value, added];
      return Promise.resolve(null);
    },
    accept: (key) => set(key, { kind: "moving", bytes: 0 }),
    stop: (key) => set(key, { kind: "stopped", isByUs: true }),
    forget: (key) => transfers.value = transfers.value.filter((one) => one.key !== key),
  };
}
