// Who waits at the door and who was removed, as the server tells hosts, and what is worth saying of it.

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { RemovedUser, WaitingUser } from "../../shared/protocol/mod.ts";
import type { PeopleNotice } from "./notices.ts";

export interface Lobby {
  readonly waiting: ReadonlySignal<readonly WaitingUser[]>;
  readonly removed: ReadonlySignal<readonly RemovedUser[]>;
  /** Muids of those who wait. */
  muids(): string[];
  handleUpdate(lists: { waiting: readonly WaitingUser[]; removed: readonly RemovedUser[] }): void;
  /** Nobody waits any more. */
  close(): void;
}

/** Makes the lobby, empty until the server says otherwise; `say` hears of who comes. */
export function createLobby(say: (notice: PeopleNotice) => void): Lobby {
  const waiting = signal<readonly WaitingUser[]>([]);
  const removed = signal<readonly RemovedUser[]>([]);
  return {
    waiting,
    removed,
    muids: () => waiting.peek().map((one) => one.muid),
    handleUpdate(lists) {
      const news = findWaitingNotices(waiting.peek(), lists.waiting);
      batch(() => {
        waiting.value = lists.waiting;
        removed.value = lists.removed;
      });
      for (const notice of news) say(notice);
    },
    close() {
      waiting.value = [];
    },
  };
}

/** Notices of those who came into the lobby. */
export function findWaitingNotices(
  before: readonly WaitingUser[],
  after: readonly WaitingUser[],
): PeopleNotice[] {
  const known = new Set(before.map((user) => user.muid));
  return after.filter((user) => !known.has(user.muid))
    .map(({ muid, name }) => ({ kind: "waiting", muid, name }));
}
