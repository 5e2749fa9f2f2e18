// The short code of one connection: both commit, both show what they have thrown, then two people compare.
// What was said and done in, the next state and what is to be done out. Pure; randomness is handed in.

import { isEqual, toHex } from "./bytes.ts";
import { pairCode, pairCommitment, type ShortCode, throwBytes } from "./code.ts";
import { type Ends, haveSameCertificates } from "./ends.ts";
import type { CodeMessage } from "./messages.ts";

export type CodeStage =
  | { readonly kind: "idle" }
  /** We have committed, and wait for theirs; `commitment` once it is here and ours was shown. */
  | { readonly kind: "running"; readonly thrown: string; readonly commitment: string | null }
  | { readonly kind: "shown"; readonly code: ShortCode }
  /** No answer, what was shown is not what was committed to, or people heard two codes. */
  | { readonly kind: "failed"; readonly why: "silent" | "broken" | "different" };

/** What people said of the code, for these certificates. */
export type SpokenMark =
  | { readonly kind: "none" }
  | { readonly kind: "same"; readonly ends: Ends }
  /** Stays until a code is the same: somebody may be in between. */
  | { readonly kind: "different" };

export interface CodeState {
  readonly stage: CodeStage;
  readonly mark: SpokenMark;
  readonly ends: Ends | null;
  /** The last run on this channel. */
  readonly run: number;
  /** Runs since people last found the code the same, whoever began them. */
  readonly tries: number;
  /** The last timer asked for. */
  readonly timer: number;
}

export type CodeEvent =
  | { readonly type: "open"; readonly ends: Ends }
  /** The person wants to compare. `random`: 32 bytes, never used before. */
  | { readonly type: "begin"; readonly random: Uint8Array }
  | { readonly type: "told"; readonly message: CodeMessage; readonly random: Uint8Array }
  /** The time of a `wait` is over. */
  | { readonly type: "late"; readonly timer: number }
  | { readonly type: "same" | "different" }
  /** The person was warned and goes on. */
  | { readonly type: "accept" };

export type CodeEffect =
  | { readonly type: "tell"; readonly message: CodeMessage }
  | { readonly type: "wait"; readonly timer: number; readonly ms: number }
  /** `spent`: three tries, and no code was the same. */
  | { readonly type: "warn"; readonly why: "changed" | "broken" | "different" | "spent" };

type Step = readonly [CodeState, readonly CodeEffect[]];
type Commit = Extract<CodeMessage, { type: "trust-commit" }>;
type Reveal = Extract<CodeMessage, { type: "trust-reveal" }>;

const patienceMs = 10_000;
export const maxCodeTries = 3;

export const noCode: CodeState = {
  stage: { kind: "idle" },
  mark: { kind: "none" },
  ends: null,
  run: 0,
  tries: 0,
  timer: 0,
};

/** Three tries are over: this connection has no code any more, and is marked. */
export function isSpent({ stage, tries }: CodeState): boolean {
  return tries >= maxCodeTries && (stage.kind === "failed" || stage.kind === "idle");
}

/** The next step of one side. */
export function reduceCode(state: CodeState, event: CodeEvent): Step {
  switch (event.type) {
    case "open":
      return open(state, event.ends);
    case "begin":
      return begin(state, event.random);
    case "told":
      return event.message.type === "trust-commit"
        ? handleCommit(state, event.message, event.random)
        : handleReveal(state, event.message);
    case "late":
      return handleLate(state, event.timer);
    case "same":
      if (state.stage.kind !== "shown" || !state.ends) return [state, []];
      return [{ ...state, tries: 0, mark: { kind: "same", ends: state.ends } }, []];
    case "different":
      if (state.stage.kind !== "shown") return [state, []];
      return fail({ ...state, mark: { kind: "different" } }, "different");
    case "accept":
      if (state.mark.kind !== "different") return [state, []];
      return [{ ...state, mark: { kind: "none" } }, []];
  }
}

function open(state: CodeState, ends: Ends): Step {
  const { mark, stage } = state;
  const isSame = state.ends !== null && haveSameCertificates(state.ends, ends);
  const isCleared = mark.kind === "same" && !haveSameCertificates(mark.ends, ends);
  const next: CodeState = {
    ...state,
    // A code is of the certificates, not of the path.
    stage: isSame && stage.kind !== "running" ? stage : { kind: "idle" },
    mark: isCleared ? { kind: "none" } : mark,
    ends,
    run: 0,
    tries: triesWithout(state),
  };
  return [next, isCleared ? [{ type: "warn", why: "changed" }] : []];
}

function begin(state: CodeState, random: Uint8Array): Step {
  const { stage, ends, run } = state;
  if (!ends || stage.kind === "running" || stage.kind === "shown") return [state, []];
  if (isSpent(state)) return [state, [{ type: "warn", why: "spent" }]];
  return start({ ...state, run: run + 1 }, ends, random);
}

/** Commits, in the run the state names. */
function start(state: CodeState, ends: Ends, random: Uint8Array): Step {
  const { run } = state;
  const timer = state.timer + 1;
  const thrown = toHex(random, throwBytes);
  const commitment = pairCommitment("own", { ends, run, thrown });
  const stage: CodeStage = { kind: "running", thrown, commitment: null };
  return [{ ...state, stage, timer, tries: triesWithout(state) + 1 }, [
    { type: "tell", message: { type: "trust-commit", run, commitment } },
    { type: "wait", timer, ms: patienceMs },
  ]];
}

function handleCommit(state: CodeState, { run, commitment }: Commit, random: Uint8Array): Step {
  const { stage, ends } = state;
  if (!ends || run < state.run) return [state, []];
  if (run === state.run) {
    // The first one counts. We show what we have thrown only now that they cannot change theirs.
    if (stage.kind !== "running" || stage.commitment !== null) return [state, []];
    return show(state, stage.thrown, commitment);
  }
  if (state.tries >= maxCodeTries) return [state, [{ type: "warn", why: "spent" }]];
  const [started, told] = start({ ...state, run }, ends, random);
  const [next, shown] = show(started, toHex(random, throwBytes), commitment);
  return [next, [...told, ...shown]];
}

function show(state: CodeState, thrown: string, commitment: string): Step {
  const message: CodeMessage = { type: "trust-reveal", run: state.run, thrown };
  return [{ ...state, stage: { kind: "running", thrown, commitment } }, [
    { type: "tell", message },
  ]];
}

function handleReveal(state: CodeState, { run, thrown: peer }: Reveal): Step {
  const { stage, ends } = state;
  if (!ends || run !== state.run || stage.kind !== "running" || !stage.commitment) {
    return [state, []];
  }
  const expected = pairCommitment("peer", { ends, run, thrown: peer });
  if (!isEqual(expected, stage.commitment)) return fail(state, "broken");
  const code = pairCode({ ends, run, own: stage.thrown, peer });
  return [{ ...state, stage: { kind: "shown", code } }, []];
}

function handleLate(state: CodeState, timer: number): Step {
  if (timer !== state.timer || state.stage.kind !== "running") return [state, []];
  const tries = triesWithout(state);
  const failed: CodeState = { ...state, tries, stage: { kind: "failed", why: "silent" } };
  return [failed, isSpent(failed) ? [{ type: "warn", why: "spent" }] : []];
}

/**
 * The tries without a run that ends before ours was shown: nobody has learned anything by it, and an
 * older client, which says nothing, is no attack.
 */
function triesWithout({ stage, tries }: CodeState): number {
  return stage.kind === "running" && stage.commitment === null ? tries - 1 : tries;
}

function fail(state: CodeState, why: "broken" | "different"): Step {
  const next: CodeState = { ...state, stage: { kind: "failed", why } };
  const warning: CodeEffect = { type: "warn", why };
  return [next, isSpent(next) ? [warning, { type: "warn", why: "spent" }] : [warning]];
}
