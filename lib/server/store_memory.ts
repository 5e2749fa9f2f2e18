// Meetings in memory: for tests and for servers that may forget. Adapter of store.ts.

import type { Meeting } from "../shared/room_state.ts";
import type { Store } from "./store.ts";

/** Makes a store that lives as long as the process. */
export function createMemoryStore(): Store {
  const meetings = new Map<string, Meeting>();
  return {
    create(meeting) {
      if (meetings.has(meeting.id)) return Promise.resolve(false);
      meetings.set(meeting.id, structuredClone(meeting));
      return Promise.resolve(true);
    },
    get: (id) => Promise.resolve(structuredClone(meetings.get(id) ?? null)),
    update(meeting) {
      if (!meetings.has(meeting.id)) return Promise.resolve(false);
      meetings.set(meeting.id, structuredClone(meeting));
      return Promise.resolve(true);
    },
    delete(id) {
      meetings.delete(id);
      return Promise.resolve();
    },
    check: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
