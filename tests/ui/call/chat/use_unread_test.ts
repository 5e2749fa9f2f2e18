import assert from "node:assert/strict";
import type { Transfer, TransferState } from "../../../../lib/browser/call_api.ts";
import { countOffers } from "../../../../lib/ui/call/chat/use_unread.ts";

Deno.test("[F7] what is offered to us counts until it is answered", () => {
  const transfer = (state: TransferState, isIncoming = true): Transfer => {
    const file = { name: "a.txt", size: 200, mime: "" };
    return { key: "k", batch: "b", isIncoming, muid: "m", person: "Bo", file, state };
  };
  const offered: TransferState = { kind: "offered" };
  const list = [transfer(offered), transfer(offered, false), transfer({ kind: "declined" })];
  assert.equal(countOffers(list), 1);
});
