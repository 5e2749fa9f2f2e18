// A store whose calls are measured. Changes nothing of what it does.

import type { Store } from "../stores/mod.ts";
import type { Metrics, StoreOperation } from "./metrics.ts";

/** The same store; every call is told to `metrics` when it has ended. */
export function measureStore(store: Store, metrics: Metrics): Store {
  async function measured<T>(operation: StoreOperation, call: Promise<T>): Promise<T> {
    const startedAt = performance.now();
    let isOk = false;
    try {
      const result = await call;
      isOk = true;
      return result;
    } finally {
      metrics.noteStore(operation, (performance.now() - startedAt) / 1_000, isOk);
    }
  }
  return {
    create: (...asked) => measured("create", store.create(...asked)),
    load: (id) => measured("load", store.load(id)),
    commit: (commit) => measured("commit", store.commit(commit)),
    since: (id, version) => measured("since", store.since(id, version)),
    ids: () => store.ids(),
    expired: (now) => measured("expired", store.expired(now)),
    check: () => measured("check", store.check()),
    outbox: store.outbox,
    close: () => store.close(),
  };
}
