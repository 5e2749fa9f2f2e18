// One short code for everybody in a room, for a single reading. Each commits to all the others as soon as
// its own connections to all of them are proved, and shows what it has thrown when it has heard them all:
// a code says that every pair is proved, and nobody could choose it. Pure; randomness is handed in.

import { isEqual, toHex } from "./bytes.ts";
import { groupCode, groupCommitment, groupOf, type ShortCode, throwBytes } from "./code.ts";
import type { End } from "./ends.ts";
import type { GroupMessage } from "./messages.ts";

export interface Member extends End {
  /** Our connection to them is proved, by the key or by a code. */
  readonly isProved: boolean;
}

type Commit = Extract<GroupMessage, { type: "trust-group-commit" }>;
type Reveal = Extract<GroupMessage, { type: "trust-group-reveal" }>;

export type GroupStage =
  /** Not every connection of ours is proved, or nobody else is here. */
  | { readonly kind: "waiting" }
  /** We have committed; `isOpen` once all have, and we have shown. */
  | { readonly kind: "running"; readonly thrown: string; readonly isOpen: boolean }
  | { readonly kind: "shown"; readonly thrown: string; readonly code: ShortCode }
  | { readonly kind: "failed"; readonly why: "broken" | "different" }
  /** Too many rounds that nobody compared. */
  | { readonly kind: "spent" };

export interface GroupState {
  readonly stage: GroupStage;
  readonly own: End | null;
  readonly others: readonly Member[];
  readonly group: string;
  readonly round: number;
  /** The last commitment of each of the others, also of one that was ahead of us. */
  readonly commits: ReadonlyMap<string, Commit>;
  /** What the others have shown in this round, and was what they had committed to. */
  readonly thrown: ReadonlyMap<string, string>;
  /** Rounds since the code was last found the same. */
  readonly rounds: number;
  /** Whom a code was compared with, certificates included; empty while none is. */
  readonly compared: readonly string[];
}

export type GroupEvent =
  /**
   * Who is here, at any change of it and before any of them is heard. `random`: 32 bytes, never used
   * before, here as below.
   */
  | {
    readonly type: "people";
    readonly room: string;
    readonly own: End;
    readonly others: readonly Member[];
    readonly random: Uint8Array;
  }
  | {
    readonly type: "told";
    readonly muid: string;
    readonly message: GroupMessage;
    readonly random: Uint8Array;
  }
  /** Their channel is another one: what was said may be lost. */
  | { readonly type: "open"; readonly muid: string }
  /** After one that failed, or too many. */
  | { readonly type: "begin"; readonly random: Uint8Array }
  | { readonly type: "same" | "different" };

export type GroupEffect =
  | { readonly type: "tell"; readonly to: readonly string[]; readonly message: GroupMessage }
  /** `changed`: the people are not those whose code was the same. */
  | { readonly type: "warn"; readonly why: "changed" | "broken" | "different" };

type Step = readonly [GroupState, readonly GroupEffect[]];

/** Each costs a forger one guess of 39 bits or more. */
export const maxRounds = 64;

export const noGroup: GroupState = {
  stage: { kind: "waiting" },
  own: null,
  others: [],
  group: "",
  round: 0,
  commits: new Map(),
  thrown: new Map(),
  rounds: 0,
  compared: [],
};

/** Everybody here was among those who found their code the same. */
export const isGroupCompared = ({ compared }: GroupState) => compared.length > 0;

/** The next step of one side. */
export function reduceGroup(state: GroupState, event: GroupEvent): Step {
  const { stage } = state;
  switch (event.type) {
    case "people":
      return handlePeople(state, event);
    case "told":
      if (!state.others.some(({ muid }) => muid === event.muid)) return [state, []];
      return event.message.type === "trust-group-commit"
        ? handleCommit(state, event.message, event)
        : handleReveal(state, event.message, event.muid);
    case "open":
      return [state, sayAgain(state, event.muid)];
    case "begin":
      if (stage.kind !== "failed" && stage.kind !== "spent") return [state, []];
      return begin({ ...state, rounds: 0 }, event.random);
    case "same":
      if (stage.kind !== "shown") return [state, []];
      return [{ ...state, compared: viewOf(state.own, state.others), rounds: 0 }, []];
    case "different":
      return stage.kind === "shown" ? fail(state, "different") : [state, []];
  }
}

function handlePeople(
  state: GroupState,
  { room, own, others, random }: Extract<GroupEvent, { type: "people" }>,
): Step {
  const { stage } = state;
  const isReady = others.length > 0 && others.every(({ isProved }) => isProved);
  const group = isReady ? groupOf(room, [own.muid, ...others.map(({ muid }) => muid)]) : "";
  const view = viewOf(own, others);
  const isSameView = view.join() === viewOf(state.own, state.others).join();
  if (isSameView && group === state.group) return [state, []];
  const isHere = (muid: string) => others.some((one) => one.muid === muid);
  // Who is left over from a group that was compared is still who they were.
  const isKept = view.every((one) => state.compared.includes(one));
  const next: GroupState = {
    ...state,
    // Two codes that differed are for people to explain, not for the next who comes.
    stage: isDifferent(stage) ? stage : { kind: "waiting" },
    own,
    others,
    group,
    commits: new Map([...state.commits].filter(([muid]) => isHere(muid))),
    thrown: new Map(),
    compared: isKept ? state.compared : [],
  };
  const isLost = state.compared.length > 0 && !isKept;
  const warning: readonly GroupEffect[] = isLost ? [{ type: "warn", why: "changed" }] : [];
  if (isDifferent(stage)) return [next, warning];
  const [begun, effects] = begin(next, random);
  return [begun, [...warning, ...effects]];
}
const isDifferent = (stage: GroupStage) => stage.kind === "failed" && stage.why === "different";

function viewOf(own: End | null, others: readonly End[]): readonly string[] {
  return (own ? [own, ...others] : others).map((one) => `${one.muid} ${one.fingerprint}`).sort();
}

/** Begins the next round, or a later one where others are ahead. No round is begun twice. */
function begin(state: GroupState, random: Uint8Array): Step {
  if (state.group === "") return [{ ...state, stage: { kind: "waiting" } }, []];
  if (state.rounds >= maxRounds) return [{ ...state, stage: { kind: "spent" } }, []];
  const ahead = [...state.commits.values()].filter(({ group }) => group === state.group);
  const thrown = toHex(random, throwBytes);
  const next: GroupState = {
    ...state,
    stage: { kind: "running", thrown, isOpen: false },
    round: Math.max(state.round + 1, ...ahead.map(({ round }) => round)),
    thrown: new Map(),
    rounds: state.rounds + 1,
  };
  const said = tellAll(next, commitOf(next, thrown));
  const [settled, effects] = settle(next);
  return [settled, [...said, ...effects]];
}

function handleCommit(
  state: GroupState,
  message: Commit,
  { muid, random }: { readonly muid: string; readonly random: Uint8Array },
): Step {
  const { stage } = state;
  const before = state.commits.get(muid);
  const next = { ...state, commits: new Map(state.commits).set(muid, message) };
  // Kept for when we are as far: their people are others, not all of ours are proved, or ours decide.
  const isRunning = stage.kind === "running" || stage.kind === "shown";
  if (!isRunning || message.group !== state.group) return [next, []];
  if (message.round < state.round) return [state, []];
  const isOther = before?.group === message.group && before.round === message.round &&
    before.commitment !== message.commitment;
  // Who commits to something else has begun again: everybody throws anew.
  return isOther || message.round > state.round ? begin(next, random) : settle(next);
}

/** Shows what we have thrown once everybody has committed; then, the code once everybody has shown. */
function settle(state: GroupState): Step {
  const { stage, own, others, commits, thrown } = state;
  if (stage.kind !== "running" || !own) return [state, []];
  const isIn = ({ muid }: Member) => {
    const commit = commits.get(muid);
    return commit?.group === state.group && commit.round === state.round;
  };
  if (!others.every(isIn)) return [state, []];
  const effects = stage.isOpen ? [] : tellAll(state, revealOf(state, stage.thrown));
  const open: GroupState = { ...state, stage: { ...stage, isOpen: true } };
  const shown = others.flatMap((one) => {
    const text = thrown.get(one.muid);
    return text === undefined ? [] : [{ ...one, thrown: text }];
  });
  if (shown.length < others.length) return [open, effects];
  const code = groupCode(state, [{ ...own, thrown: stage.thrown }, ...shown]);
  return [{ ...open, stage: { kind: "shown", thrown: stage.thrown, code } }, effects];
}

function handleReveal(state: GroupState, message: Reveal, muid: string): Step {
  const commit = state.commits.get(muid);
  const end = state.others.find((one) => one.muid === muid);
  if (state.stage.kind !== "running" || !end || !commit) return [state, []];
  const isNow = (one: Commit | Reveal) => one.group === state.group && one.round === state.round;
  if (!isNow(message) || !isNow(commit)) return [state, []];
  const expected = groupCommitment(state, end, message.thrown);
  if (!isEqual(expected, commit.commitment)) return fail(state, "broken");
  return settle({ ...state, thrown: new Map(state.thrown).set(muid, message.thrown) });
}

function fail(state: GroupState, why: "broken" | "different"): Step {
  const next: GroupState = { ...state, compared: [], stage: { kind: "failed", why } };
  return [next, [{ type: "warn", why }]];
}

function sayAgain(state: GroupState, muid: string): readonly GroupEffect[] {
  const { stage } = state;
  if (stage.kind !== "running" && stage.kind !== "shown") return [];
  if (!state.others.some((one) => one.muid === muid)) return [];
  const to = [muid];
  const hasShown = stage.kind === "shown" || stage.isOpen;
  return [
    { type: "tell", to, message: commitOf(state, stage.thrown) },
    ...(hasShown ? [{ type: "tell", to, message: revealOf(state, stage.thrown) } as const] : []),
  ];
}

function commitOf(state: GroupState, thrown: string): Commit {
  const { group, round, own } = state;
  if (!own) throw new Error("A round of nobody");
  const commitment = groupCommitment(state, own, thrown);
  return { type: "trust-group-commit", group, round, commitment };
}

function revealOf({ group, round }: GroupState, thrown: string): Reveal {
  return { type: "trust-group-reveal", group, round, thrown };
}

function tellAll({ others }: GroupState, message: GroupMessage): readonly GroupEffect[] {
  return [{ type: "tell", to: others.map(({ muid }) => muid), message }];
}
