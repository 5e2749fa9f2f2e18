// What came and went over the links of a call between two looks at their statistics. Pure.

/** One end of a link: what it has received and sent so far. */
export interface Look {
  /** Which of the page's connections it is. */
  readonly connection: number;
  /** In ms. */
  readonly at: number;
  readonly framesDecoded: number;
  readonly bytesSent: number;
  /** Of sound, received and made up. */
  readonly samples: number;
  readonly concealed: number;
  readonly sent: readonly {
    readonly id: string;
    readonly height: number;
    readonly framesEncoded: number;
  }[];
}

/** What went over all ends of all links. */
export interface Traffic {
  /** Frames per second of each. */
  readonly frames: readonly number[];
  /** Heights of pictures that were sent, one for each stream that moved. */
  readonly heights: readonly number[];
  /** kbit/s of each, sound included. */
  readonly kbits: readonly number[];
  /** Share of all sound that was made up; NaN where none came. */
  readonly concealed: number;
}

/** Compares two looks of every page; an end that is not in both is left out. */
export function compareLooks(
  before: readonly (readonly Look[])[],
  after: readonly (readonly Look[])[],
): Traffic {
  const ends = after.flatMap((page, index) =>
    page.flatMap((now) => {
      const old = before[index]?.find(({ connection }) => connection === now.connection);
      return old ? [{ old, now, seconds: (now.at - old.at) / 1_000 }] : [];
    })
  );
  const add = (of: (look: Look) => number) =>
    ends.reduce((sum, { old, now }) => sum + of(now) - of(old), 0);
  return {
    frames: ends.map(({ old, now, seconds }) => (now.framesDecoded - old.framesDecoded) / seconds),
    heights: ends.flatMap(({ old, now }) =>
      now.sent.filter(({ id, framesEncoded }) =>
        framesEncoded > (old.sent.find((one) => one.id === id)?.framesEncoded ?? 0)
      ).map(({ height }) => height)
    ),
    kbits: ends.map(({ old, now, seconds }) => (now.bytesSent - old.bytesSent) * 8 / 1e3 / seconds),
    concealed: add(({ concealed }) => concealed) / add(({ samples }) => samples),
  };
}
