// Meetings this browser knows: made here, planned, or been in. Kept here and nowhere else, so that people
// find them again, and hosts have the passcode to invite with. What cannot be stored lasts as the page.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { KeyValues } from "./ports.ts";

export interface KnownMeeting {
  readonly id: string;
  readonly title: string;
  /** When it starts, in ms, where it was planned; else null. */
  readonly startMs: number | null;
  /** When it is to end, for calendars; null where nobody said. */
  readonly endMs: number | null;
  /** As it was typed here; empty where there is none. */
  readonly passcode: string;
  /** Made in this browser. */
  readonly isOwn: boolean;
  /** When it was made or entered here last, in ms. */
  readonly seenMs: number;
}

export interface KnownMeetings {
  /** What is to come first, by its start; then what was, the newest first. */
  readonly list: ReadonlySignal<readonly KnownMeeting[]>;
  find(id: string): KnownMeeting | null;
  /** Remembers what is new of a meeting; the rest stays as it was. */
  note(id: string, change: Partial<Omit<KnownMeeting, "id">>): void;
  forget(id: string): void;
}

const storageKey = "conflux.meetings";
const maxKept = 20;
/** What nobody has been in for so long is forgotten. */
const keptMs = 30 * 24 * 60 * 60 * 1_000;

const unknown: Omit<KnownMeeting, "id" | "seenMs"> = {
  title: "",
  startMs: null,
  endMs: null,
  passcode: "",
  isOwn: false,
};

/** Makes the keeper of a page; `now` in ms since the epoch. */
export function createKnownMeetings(storage: KeyValues, now: () => number): KnownMeetings {
  const list = signal(sorted(read(storage), now()));

  function write(meetings: readonly KnownMeeting[]): void {
    const kept = [...meetings].sort((one, other) => other.seenMs - one.seenMs).slice(0, maxKept);
    storage.set(storageKey, JSON.stringify(kept));
    list.value = sorted(kept, now());
  }

  // Read anew: another tab may have written meanwhile.
  const others = (id: string) => read(storage).filter((one) => one.id !== id);
  const find = (id: string) => read(storage).find((one) => one.id === id) ?? null;
  return {
    list,
    find,
    note: (id, change) =>
      write([...others(id), { id, seenMs: now(), ...unknown, ...find(id), ...change }]),
    forget: (id) => write(others(id)),
  };
}

function sorted(meetings: readonly KnownMeeting[], nowMs: number): readonly KnownMeeting[] {
  const endOf = ({ startMs, endMs }: KnownMeeting) => endMs ?? startMs ?? 0;
  const kept = meetings.filter((one) => Math.max(one.seenMs, endOf(one)) > nowMs - keptMs);
  const ahead = kept.filter((one) => endOf(one) > nowMs);
  const past = kept.filter((one) => endOf(one) <= nowMs);
  return [
    ...ahead.sort((one, other) => (one.startMs ?? 0) - (other.startMs ?? 0)),
    ...past.sort((one, other) => other.seenMs - one.seenMs),
  ];
}

function read(storage: KeyValues): KnownMeeting[] {
  const text = storage.get(storageKey);
  if (text === null) return [];
  try {
    const stored: unknown = JSON.parse(text);
    return Array.isArray(stored) ? stored.filter(isKnownMeeting) : [];
  } catch {
    // Somebody else's text under our name.
    return [];
  }
}

function isKnownMeeting(value: unknown): value is KnownMeeting {
  if (typeof value !== "object" || value === null) return false;
  const is = (key: string, ...types: readonly string[]) => {
    const found: unknown = Reflect.get(value, key);
    return types.includes(found === null ? "null" : typeof found);
  };
  return is("id", "string") && is("title", "string") && is("passcode", "string") &&
    is("startMs", "number", "null") && is("endMs", "number", "null") &&
    is("isOwn", "boolean") && is("seenMs", "number");
}
