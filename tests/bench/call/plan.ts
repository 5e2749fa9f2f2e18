// What a run of the call bench is to do, from the words after `deno task bench call`. Pure.

export interface Plan {
  /** Numbers of people. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** Whether the time to the first picture is measured. */
  readonly hasFirst: boolean;
  readonly firstRounds: number;
}

const allSizes = [2, 4, 6, 9];

/** Reads numbers of people, `first` and `rounds=N`; nothing means everything. */
export function readPlan(words: readonly string[]): Plan {
  const sizes: number[] = [];
  let hasFirst = false;
  let rounds: number | null = null;
  for (const word of words) {
    const count = /^rounds=([1-9]\d?)$/.exec(word)?.[1];
    if (allSizes.includes(Number(word))) sizes.push(Number(word));
    else if (word === "first") hasFirst = true;
    else if (count) rounds = Number(count);
    else throw new Error(`not known: ${word} (of ${allSizes.join(", ")}, first, rounds=N)`);
  }
  const isAll = sizes.length === 0 && !hasFirst;
  return {
    sizes: isAll ? allSizes : sizes,
    rounds: rounds ?? 3,
    hasFirst: isAll || hasFirst,
    firstRounds: rounds ?? 5,
  };
}
