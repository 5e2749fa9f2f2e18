// What the list of files shows.

import assert from "node:assert/strict";
import type { Transfer, TransferState } from "../../../lib/browser/call_api.ts";
import { groupTransfers, percentOf, transferSentence } from "../../../lib/ui/files/transfers.ts";
import { transfersEn } from "../../../lib/ui/text/en/transfers.ts";

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
});
