import assert from "node:assert/strict";
import { createKnownMeetings } from "../../lib/browser/known_meetings.ts";
import type { KeyValues } from "../../lib/browser/ports.ts";

function createStorage(): KeyValues & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get: (key) => values.get(key) ?? null,
    set: (key, value) => Boolean(values.set(key, value)),
    remove: (key) => void values.delete(key),
  };
}

const day = 24 * 60 * 60 * 1_000;

Deno.test("[F1][F10] known meetings: what is to come first, then what was, and a page after this one has them too", () => {
  const storage = createStorage();
  let now = 100 * day;
  const known = createKnownMeetings(storage, () => now);
  known.note("1", { title: "Been in" });
  now += 1;
  known.note("2", {
    title: "Later",
    startMs: now + 2 * day,
    endMs: now + 2 * day + 1,
    isOwn: true,
  });
  known.note("3", { title: "Sooner", startMs: now + day, passcode: "secret" });
  now += 1;
  known.note("4", { title: "Been in last" });
  const next = createKnownMeetings(storage, () => now);
  assert.deepEqual(next.list.value.map(({ id }) => id), ["3", "2", "4", "1"]);
  assert.equal(next.find("3")?.passcode, "secret");
});

Deno.test("[F10] what is noted of a known meeting leaves the rest of it as it was", () => {
  const known = createKnownMeetings(createStorage(), () => 5);
  known.note("1", { title: "One", passcode: "p", isOwn: true });
  known.note("1", { title: "Uno" });
  assert.deepEqual(known.list.value, [{
    id: "1",
    title: "Uno",
    startMs: null,
    endMs: null,
    passcode: "p",
    isOwn: true,
    seenMs: 5,
  }]);
  known.forget("1");
  assert.deepEqual(known.list.value, []);
});

Deno.test("[F10] of many meetings the last twenty are kept, for thirty days, and foreign text is nobody's meeting", () => {
  const storage = createStorage();
  let now = 100 * day;
  const known = createKnownMeetings(storage, () => now);
  for (let n = 0; n < 25; n++) {
    now++;
    known.note(`${n}`, {});
  }
  assert.equal(known.list.value.length, 20);
  assert.equal(known.find("4"), null);
  now += 31 * day;
  assert.deepEqual(createKnownMeetings(storage, () => now).list.value, []);
  storage.values.set("conflux.meetings", '[{"id":1}, null, "x"]');
  assert.deepEqual(createKnownMeetings(storage, () => now).list.value, []);
  storage.values.set("conflux.meetings", "{");
  assert.deepEqual(createKnownMeetings(storage, () => now).list.value, []);
});
