// What the list of files shows, as pure functions over transfers.

import type { Transfer } from "../../browser/call_api.ts";
import type { TransfersText } from "../text/en/transfers.ts";

/** Transfers of one file together, the file that was offered last on top. */
export function groupTransfers(
  transfers: readonly Transfer[],
): readonly (readonly [Transfer, ...Transfer[]])[] {
  const groups = new Map<string, [Transfer, ...Transfer[]]>();
  for (const transfer of transfers) {
    const group = groups.get(transfer.batch);
    if (group) group.push(transfer);
    else groups.set(transfer.batch, [transfer]);
  }
  return [...groups.values()].reverse();
}

/** True where nothing more happens by itself. */
export function isOver({ state: { kind } }: Transfer): boolean {
  return kind !== "offered" && kind !== "moving" && kind !== "checking";
}

/** 0 to 100 while bytes are on their way, else null. Never 100 before all are. */
export function percentOf({ file, state }: Transfer): number | null {
  if (state.kind === "checking") return 100;
  if (state.kind !== "moving") return null;
  return file.size === 0 ? 0 : Math.floor(state.bytes * 100 / file.size);
}

/** Where the transfer stands, in words. */
export function transferSentence(transfer: Transfer, text: TransfersText): string {
  const { state, isIncoming } = transfer;
  const words = isIncoming ? text.incoming : text.outgoing;
  switch (state.kind) {
    case "moving":
      return words.moving(percentOf(transfer) ?? 0);
    case "failed":
      return text.failed[state.why];
    case "stopped":
      return state.isByUs ? words.stoppedByUs : words.stoppedByThem;
    case "offered":
    case "checking":
    case "done":
    case "declined":
      return words[state.kind];
    default:
      return state satisfies never;
  }
}
