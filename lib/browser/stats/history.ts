// The last two minutes of the connection to one participant, and how good it is now. Reads when it is
// told to; watch.ts tells.

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { PeerLink } from "../peer/mod.ts";
import { judgeFlow, judgeQuality, type Quality } from "./mark.ts";
import { compareReports, emptySample, type LinkSample, type TimedReport } from "./rates.ts";

/** How much is kept, in milliseconds. */
export const historyMs = 120_000;

export interface RemoteStats {
  readonly quality: ReadonlySignal<Quality | null>;
  /** Oldest first. */
  readonly samples: ReadonlySignal<readonly LinkSample[]>;
  /** Whether what should arrive arrives, by the last samples; null while that is unclear. */
  isFlowing(): boolean | null;
  /** Measures once; `expects` is what should arrive meanwhile. Never rejects. */
  poll(now: number, expects: LinkSample["expects"]): Promise<void>;
}

/** Makes the history of a link, empty at first. */
export function createRemoteStats(
  link: Pick<PeerLink, "state" | "lines" | "readReport">,
): RemoteStats {
  const samples = signal<readonly LinkSample[]>([]);
  let before: TimedReport | null = null;

  async function read(now: number, expects: LinkSample["expects"]): Promise<LinkSample | null> {
    const report = await link.readReport();
    const transceivers = link.lines.peek()?.transceivers;
    const last = before;
    before = report && { at: now, report };
    if (!before || !transceivers) return emptySample(now, expects);
    const { mic, camera, screen } = transceivers;
    const mids = { mic: mic.mid, camera: camera.mid, screen: screen.mid };
    // The first report of a connection says nothing yet.
    return last && compareReports(last, before, { mids, expects });
  }

  return {
    samples,
    quality: computed(() => judgeQuality(link.state.value.kind, samples.value)),
    isFlowing: () => judgeFlow(samples.peek()),
    async poll(now, expects) {
      const sample = await read(now, expects);
      if (!sample) return;
      samples.value = [...samples.peek().filter(({ at }) => at > now - historyMs), sample];
    },
  };
}
