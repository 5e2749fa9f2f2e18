// Whose hand was raised first, and in which order people stand in the list: raised hands first, the
// earliest on top, then oneself, then the others as they came. Pure.

import type { UserInfo } from "../../../shared/protocol/mod.ts";

export interface Listed {
  readonly info: UserInfo;
  readonly isSelf: boolean;
  /** Place among the raised hands, from 1; null where it is down. */
  readonly handPlace: number | null;
}

/** The place of each raised hand by muid, from 1, the same on every screen. */
export function handPlaces(people: readonly UserInfo[]): ReadonlyMap<string, number> {
  const raised = people.filter(({ hand }) => hand).toSorted((a, b) =>
    (a.hand_raised_at ?? 0) - (b.hand_raised_at ?? 0) || (a.muid < b.muid ? -1 : 1)
  );
  return new Map(raised.map(({ muid }, index) => [muid, index + 1]));
}

/** Everybody in the order of the list. */
export function orderPeople(self: UserInfo | null, others: readonly UserInfo[]): readonly Listed[] {
  const all = self ? [self, ...others] : others;
  const places = handPlaces(all);
  const last = places.size + 1;
  return all
    .map((info) => ({ info, isSelf: info === self, handPlace: places.get(info.muid) ?? null }))
    .toSorted((a, b) => (a.handPlace ?? last) - (b.handPlace ?? last));
}
