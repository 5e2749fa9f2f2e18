// What the lists of files and of people show, and what is read out together, without a browser.

import assert from "node:assert/strict";
import type { Transfer, TransferState } from "../../lib/browser/call_api.ts";
import type { UserInfo } from "../../lib/shared/protocol/protocol.ts";
import { handPlaces, orderPeople } from "../../lib/ui/call/people/order.ts";
import { addToBatch, type Content, toastSentence } from "../../lib/ui/call/notices/toasts.ts";
import { countOffers } from "../../lib/ui/call/chat/use_unread.ts";
import { groupTransfers, percentOf, transferSentence } from "../../lib/ui/files/transfers.ts";
import { en } from "../../lib/ui/text/en/mod.ts";
import { transfersEn } from "../../lib/ui/text/en/transfers.ts";

function transfer(state: TransferState, change: Partial<Transfer> = {}): Transfer {
  const file = { name: "a.txt", size: 200, mime: "" };
  return {
    key: "k",
    batch: "b",
    isIncoming: true,
    muid: "m",
    person: "Bo",
    file,
    ...change,
    state,
  };
}

Deno.test("[F7] every state of a transfer has its words, for both sides", () => {
  const states: readonly (readonly [TransferState, string, string])[] = [
    [{ kind: "offered" }, "wants to send you this", "waiting for an answer"],
    [{ kind: "moving", bytes: 199 }, "99 %", "99 %"],
    [{ kind: "checking" }, "checking…", "checking…"],
    [{ kind: "done", url: null }, "complete", "received"],
    [{ kind: "declined" }, "you declined", "declined"],
    [{ kind: "stopped", isByUs: true }, "you cancelled", "you cancelled"],
    [{ kind: "stopped", isByUs: false }, "cancelled by the sender", "cancelled"],
    [{ kind: "failed", why: "lost" }, "the connection was lost", "the connection was lost"],
  ];
  for (const [state, incoming, outgoing] of states) {
    assert.equal(transferSentence(transfer(state), transfersEn), incoming);
    assert.equal(transferSentence(transfer(state, { isIncoming: false }), transfersEn), outgoing);
  }
});

Deno.test("[F7] progress is whole percent, of an empty file too", () => {
  const empty = { name: "a", size: 0, mime: "" };
  assert.equal(percentOf(transfer({ kind: "moving", bytes: 0 }, { file: empty })), 0);
  assert.equal(percentOf(transfer({ kind: "moving", bytes: 101 })), 50);
  assert.equal(percentOf(transfer({ kind: "offered" })), null);
});

Deno.test("[F7] one file to several people is one entry, the newest file on top", () => {
  const offered: TransferState = { kind: "offered" };
  const list = [
    transfer(offered, { key: "1", batch: "old" }),
    transfer(offered, { key: "2", batch: "new", isIncoming: false }),
    transfer({ kind: "declined" }, { key: "3", batch: "old" }),
  ];
  const keys = groupTransfers(list).map((group) => group.map(({ key }) => key));
  assert.deepEqual(keys, [["2"], ["1", "3"]]);
  assert.equal(countOffers(list), 1);
});

Deno.test("[F7] sizes are written as file managers write them", () => {
  const sizes = [0, 999, 1_000, 54_321, 999_499, 999_500, 3_400_000, 200_000_000];
  assert.deepEqual(sizes.map(en.files.size), [
    ...["0 B", "999 B", "1 kB", "54 kB", "999 kB", "1.0 MB", "3.4 MB", "200 MB"],
  ]);
});

Deno.test("[F8] raised hands stand on top in their order, with their number", () => {
  const user = (muid: string, hand_raised_at?: number) =>
    ({ muid, hand: hand_raised_at !== undefined, hand_raised_at }) as UserInfo;
  const self = user("self", 20);
  const others = [user("a"), user("b", 30), user("c", 10), user("d")];
  const listed = orderPeople(self, others).map(({ info, isSelf, handPlace }) =>
    `${info.muid} ${handPlace} ${isSelf}`
  );
  assert.deepEqual(listed, [
    ...["c 1 false", "self 2 true", "b 3 false", "a null false", "d null false"],
  ]);
  // The tiles say the same, also where two hands went up in one millisecond, on every screen.
  const both = [user("z", 10), user("y", 10), user("x")];
  assert.deepEqual([...handPlaces(both)], [["y", 1], ["z", 2]]);
  assert.deepEqual([...handPlaces(both.toReversed())], [["y", 1], ["z", 2]]);
  // A hand that was lowered keeps its time, and has no place.
  const lowered = { ...self, hand: false };
  assert.equal(orderPeople(lowered, [])[0]?.handPlace, null);
});

Deno.test("[F17] what happens within a moment is one announcement, each kind once", () => {
  const joined = (name: string): Content => ({ kind: "joined", names: [name] });
  const all: Content[] = [
    joined("Ana"),
    { kind: "plain", sentence: "Bo: hello" },
    joined("Bo"),
    { kind: "hand", names: ["Cy"] },
    joined("Di"),
    joined("Di"),
  ];
  const batch = all.reduce<readonly Content[]>(addToBatch, []);
  assert.deepEqual(batch.map((one) => toastSentence(one, en.notice)), [
    "Ana, Bo and Di joined",
    "Bo: hello",
    "Cy raised a hand",
  ]);
});
