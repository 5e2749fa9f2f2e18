// Keys of this browser, by meeting. Those of the organizer are kept from making a meeting, or from opening
// the organizer's own link, so that they never stand in an address; those of links, so that who came by one
// gets in again by the number. What cannot be stored lasts as the page.

import type { KeyValues } from "./ports.ts";

/** Of so many meetings; the oldest goes first. */
const maxKept = 50;

export interface MeetingKeys {
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

/** Makes the keeper of a page for one kind of key. */
export function createMeetingKeys(storage: KeyValues, kind: "organizer" | "link"): MeetingKeys {
  const storageKey = `conflux.${kind}-keys`;
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
