// Files on their way that stand still: one in every state a person can see.

import { signal } from "@preact/signals";
import type { CallFiles, Transfer, TransferState } from "../../../lib/browser/call_api.ts";

const megabyte = 1_000_000;
const report = {
  name: "Quarterly report of the northern team.pdf",
  size: 84_300_000,
  mime: "application/pdf",
};

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

const toAll = (person: string, state: TransferState) =>
  make(person, state, { batch: "report", isIncoming: false, person, file: report });

const everyState: readonly Transfer[] = [
  make("holiday", { kind: "done", url: "data:," }),
  make("budget", { kind: "failed", why: "lost" }, { person: "Carla dos Santos" }),
  make("old plan", { kind: "declined" }),
  toAll("Bo Chen", { kind: "moving", bytes: 37 * megabyte }),
  toAll("Carla dos Santos", { kind: "done", url: null }),
  toAll("陈小明", { kind: "declined" }),
  make("sketch", { kind: "moving", bytes: 1.2 * megabyte }),
  make("minutes", { kind: "offered" }, { person: "Carla dos Santos" }),
];

/** `has`: which of them there are. */
export function createFakeFiles(has: "none" | "all" | "offer"): CallFiles {
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
