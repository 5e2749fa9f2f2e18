// Two connections in one page that meet over what they are given: the way to find out whether a relay
// relays. Knows no verdicts.

import type { Probe, ProbeCandidate, ProbeDeps, ProbeError, ProbeHandlers } from "./ports.ts";
import { waitFor } from "./wait.ts";

export interface LoopbackOptions {
  readonly near: RTCConfiguration;
  readonly far: RTCConfiguration;
  readonly limitMs: number;
  /** Which of the near side's candidates the far side is told; all, unless given. */
  tells?(candidate: ProbeCandidate): boolean;
}

export interface Loopback {
  readonly near: Probe;
  readonly far: Probe;
  /** From the start to the open channel; null where it never opened. */
  readonly connectMs: number | null;
  /** What the near side gathered. */
  readonly candidates: readonly ProbeCandidate[];
  readonly errors: readonly ProbeError[];
  /** Takes what arrives at the far side. */
  onData: (data: ArrayBuffer) => void;
  close(): void;
}

interface Side {
  readonly probe: Probe;
  readonly candidates: ProbeCandidate[];
  readonly errors: ProbeError[];
}

/** Connects the two sides; whatever comes of it, the result is to be closed. */
export async function openLoopback(deps: ProbeDeps, options: LoopbackOptions): Promise<Loopback> {
  const startedAt = deps.clock.now();
  let handleData = (_data: ArrayBuffer) => {};
  let give = (_isOpen: boolean) => {};
  let opened = 0;
  let handleDescribed = () => {};
  const described = new Promise<void>((resolve) => handleDescribed = resolve);

  function makeSide(
    configuration: RTCConfiguration,
    other: () => Side,
    tells: (candidate: ProbeCandidate) => boolean,
  ): Side {
    let told = 0;
    const handlers: ProbeHandlers = {
      onCandidate(candidate) {
        if (candidate) candidates.push(candidate);
        // Gathering is over and there is nothing to try: no need to sit out the limit.
        if (!candidate && told === 0) give(false);
        if (!candidate || !tells(candidate)) return;
        told++;
        described.then(() => other().probe.addCandidate(candidate.init)).catch(() => {
          // Closed meanwhile, or a candidate the browser does not take: the others decide.
        });
      },
      onError: (error) => errors.push(error),
      onOpen: () => ++opened === 2 && give(true),
      onData: (data) => handleData(data),
    };
    const candidates: ProbeCandidate[] = [];
    const errors: ProbeError[] = [];
    return { probe: deps.createProbe(configuration, handlers), candidates, errors };
  }
  const near: Side = makeSide(options.near, () => far, options.tells ?? (() => true));
  const far: Side = makeSide(options.far, () => near, () => true);

  async function exchange(): Promise<void> {
    const offer = await near.probe.describe();
    await far.probe.accept(offer);
    await near.probe.accept(await far.probe.describe());
    handleDescribed();
  }
  const isOpen = await waitFor<boolean>({ ...deps, limitMs: options.limitMs }, (done) => {
    give = done;
    exchange().catch(() => done(false));
  });
  return {
    near: near.probe,
    far: far.probe,
    connectMs: isOpen ? deps.clock.now() - startedAt : null,
    candidates: near.candidates,
    errors: [...near.errors, ...far.errors],
    set onData(handle: (data: ArrayBuffer) => void) {
      handleData = handle;
    },
    close() {
      near.probe.close();
      far.probe.close();
    },
  };
}
