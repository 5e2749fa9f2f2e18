// Subscriptions: a list of handlers and nothing else.

export interface Emitter<T> {
  emit(value: T): void;
  /** Adds a handler; returns its undo. */
  subscribe(handle: (value: T) => void): () => void;
  clear(): void;
}

/** Makes an emitter; handlers are called in the order in which they came. */
export function createEmitter<T>(): Emitter<T> {
  const handlers = new Set<(value: T) => void>();
  return {
    emit(value) {
      for (const handle of [...handlers]) handle(value);
    },
    subscribe(handle) {
      // Each subscription is its own entry, so that undoing one leaves another of the same function.
      const entry = (value: T) => handle(value);
      handlers.add(entry);
      return () => {
        handlers.delete(entry);
      };
    },
    clear() {
      handlers.clear();
    },
  };
}
