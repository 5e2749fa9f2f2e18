// In which order people stand in the list: raised hands first, the earliest on top, then oneself, then
// the others as they came. Pure.

import type { UserInfo } from "../../shared/protocol.ts";

export interface Listed {
  readonly info: UserInfo;
  readonly isSelf: boolean;
  /** Place among the raised hands, from 1; null where it is down. */
  readonly handPlace: number | null;
}

/** Everybody in the order of the list. */
export function orderPeople(self: UserInfo | null, others: readonly UserInfo[]): readonly Listed[] {
  const all = self ? [self, ...others] : others;
  const raised = all.filter(({ hand }) => hand)
    .toSorted((a, b) => (a.hand_raised_at ?? 0) - (b.hand_raised_at ?? 0));
  const isSelf = (info: UserInfo) => info === self;
  return [
    ...raised.map((info, index) => ({ info, isSelf: isSelf(info), handPlace: index + 1 })),
    ...all.filter(({ hand }) => !hand)
      .map((info) => ({ info, isSelf: isSelf(info), handPlace: null })),
  ];
}
