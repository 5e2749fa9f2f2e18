// The organizer keys of this browser, by meeting: kept from making a meeting, or from opening the
// organizer's own link, so that they never stand in an address. What cannot be stored lasts as the page.

import type { KeyValues } from "./ports.ts";

const storageKey = "conflux.organizer-keys";
/** Of so many meetings; the oldest goes first. */
const maxKept = 50;

export interface OrganizerKeys {
  /** The key for this meeting, or null. */
  get(meetingId: string): string | null;
  /** False where it lasts no longer than the page. */
  keep(meetingId: string, key: string): boolean;
  /** The server does not take it (any more). */
  forget(meetingId: string): void;
}

type Entry = readonly [meetingId: string, key: string];

const isEntry = (value: unknown): value is Entry =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "string");

/** Makes the keeper of a page. */
export function createOrganizerKeys(storage: KeyValues): OrganizerKeys {
  let own: readonly Entry[] = [];

  function read(): readonly Entry[] {
    const text = storage.get(storageKey);
    if (text === null) return own;
    try {
      const stored: unknown = JSON.parse(text);
      return Array.isArray(stored) ? stored.filter(isEntry) : own;
    } catch {
      // Somebody else's text under our name.
      return own;
    }
  }

  function write(entries: readonly Entry[]): boolean {
    own = entries.slice(-maxKept);
    return storage.set(storageKey, JSON.stringify(own));
  }

  const others = (meetingId: string) => read().filter(([id]) => id !== meetingId);
  return {
    get: (meetingId) => read().find(([id]) => id === meetingId)?.[1] ?? null,
    keep: (meetingId, key) => write([...others(meetingId), [meetingId, key]]),
    forget: (meetingId) => void write(others(meetingId)),
  };
}
