// The two state machines of a file on its way: every state with every event, and both together over a
// link that fragments, delays and breaks as it likes.

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  isOver,
  type ReceiveEvent,
  reduceReceive,
  reduceSend,
  type SendEvent,
  type TransferState,
} from "../../../lib/browser/files/transfer.ts";
import type { FileCommand } from "../../../lib/browser/files/wire.ts";

const facts = { id: 7, size: 10 };
const content = (length: number) => new Uint8Array(length);

const states = {
  offered: { kind: "offered" },
  moving: { kind: "moving", bytes: 4 },
  full: { kind: "moving", bytes: 10 },
  checking: { kind: "checking" },
  done: { kind: "done", url: null },
  failed: { kind: "failed", why: "lost" },
} as const satisfies Record<string, TransferState>;
type Name = keyof typeof states;

/** "state and what is done": the same state and nothing where there is no entry. */
type Table<Event> = readonly (readonly [string, Event, Partial<Record<Name, string>>])[];

function show(state: TransferState): string {
  if (state.kind === "moving") return `moving ${state.bytes}`;
  if (state.kind === "failed") return state.why;
  return state.kind === "stopped" ? `stopped by ${state.isByUs ? "us" : "them"}` : state.kind;
}

interface Shown {
  readonly type: string;
  readonly command?: FileCommand;
}

function showStep([state, effects]: readonly [TransferState, readonly Shown[]]): string {
  const done = effects.map(({ type, command }) => {
    if (!command) return type;
    return command.type === "done" ? `done ${command.ok}` : command.type;
  });
  return [show(state), ...done].join(", ");
}

const sending: Table<SendEvent> = [
  ["accept", { type: "told", command: { type: "accept", id: 7 } }, { offered: "moving 0, read" }],
  ["decline", { type: "told", command: { type: "decline", id: 7 } }, {
    offered: "declined",
    moving: "stopped by them",
    full: "stopped by them",
    checking: "stopped by them",
  }],
  ["done", { type: "told", command: { type: "done", id: 7, ok: true } }, { checking: "done" }],
  ["damaged", { type: "told", command: { type: "done", id: 7, ok: false } }, {
    moving: "damaged",
    full: "damaged",
    checking: "damaged",
  }],
  ["stop", { type: "stop" }, {
    offered: "stopped by us, cancel",
    moving: "stopped by us, cancel",
    full: "stopped by us, cancel",
    checking: "stopped by us, cancel",
  }],
  ["sent", { type: "sent", bytes: 3 }, { moving: "moving 7", full: "moving 13" }],
  ["read", { type: "read", sha256: "aa" }, {
    moving: "unreadable, cancel",
    full: "checking, end",
  }],
  ["unreadable", { type: "unreadable" }, {
    offered: "unreadable, cancel",
    moving: "unreadable, cancel",
    full: "unreadable, cancel",
    checking: "unreadable, cancel",
  }],
  ["lost", { type: "lost" }, { offered: "lost", moving: "lost", full: "lost", checking: "lost" }],
];

const receiving: Table<ReceiveEvent> = [
  ["accept", { type: "accept" }, { offered: "moving 0, accept" }],
  ["stop", { type: "stop" }, {
    offered: "declined, decline, drop",
    moving: "stopped by us, decline, drop",
    full: "stopped by us, decline, drop",
    checking: "stopped by us, decline, drop",
  }],
  ["a chunk that fits", { type: "chunk", content: content(6) }, {
    moving: "moving 10, keep",
    full: "damaged, done false, drop",
  }],
  ["a chunk too much", { type: "chunk", content: content(7) }, {
    moving: "damaged, done false, drop",
    full: "damaged, done false, drop",
  }],
  ["end", { type: "told", command: { type: "end", id: 7, sha256: "aa" } }, {
    moving: "damaged, done false, drop",
    full: "checking, check",
  }],
  ["cancel", { type: "told", command: { type: "cancel", id: 7 } }, {
    offered: "stopped by them, drop",
    moving: "stopped by them, drop",
    full: "stopped by them, drop",
    checking: "stopped by them, drop",
  }],
  ["right", { type: "checked", url: "blob:1" }, { checking: "done, done true" }],
  ["wrong", { type: "checked", url: null }, { checking: "damaged, done false, drop" }],
  ["lost", { type: "lost" }, {
    offered: "lost, drop",
    moving: "lost, drop",
    full: "lost, drop",
    checking: "lost, drop",
  }],
];

function check<Event>(
  table: Table<Event>,
  reduce: (
    state: TransferState,
    event: Event,
    file: typeof facts,
  ) => readonly [TransferState, readonly Shown[]],
): void {
  for (const [name, event, expected] of table) {
    for (const [from, state] of Object.entries(states)) {
      const want = Reflect.get(expected, from) ?? show(state);
      assert.equal(showStep(reduce(state, event, facts)), want, `${name} in ${from}`);
    }
  }
}

Deno.test("[F7] every event in every state of the sender", () => check(sending, reduceSend));
Deno.test("[F7] every event in every state of the receiver", () => check(receiving, reduceReceive));

const hashOf = (bytes: readonly number[]) => bytes.join(",");

/** Both ends of one file, and what is on the way between them. */
class Pair {
  sender: TransferState = { kind: "offered" };
  receiver: TransferState = { kind: "offered" };
  readonly #toReceiver: (FileCommand | number[])[] = [];
  readonly #toSender: FileCommand[] = [];
  #read: number | null = null;
  isLost = false;
  wasStopped = false;
  kept: number[] = [];
  mostKept = 0;
  saved: readonly number[] | null = null;
  readonly facts;

  constructor(readonly file: readonly number[]) {
    this.facts = { id: 1, size: file.length };
  }

  send(event: SendEvent): void {
    const [state, effects] = reduceSend(this.sender, event, this.facts);
    this.sender = state;
    for (const effect of effects) {
      if (effect.type === "read") this.#read = 0;
      else if (!this.isLost) this.#toReceiver.push(effect.command);
    }
  }

  receive(event: ReceiveEvent): void {
    const [state, effects] = reduceReceive(this.receiver, event, this.facts);
    this.receiver = state;
    for (const effect of effects) {
      if (effect.type === "tell" && !this.isLost) this.#toSender.push(effect.command);
      if (effect.type === "keep") this.kept.push(...effect.content);
      if (effect.type === "drop") this.kept = [];
      if (effect.type !== "check") continue;
      const isRight = hashOf(this.kept) === effect.sha256;
      if (isRight) this.saved = this.kept;
      this.receive({ type: "checked", url: isRight ? "blob:1" : null });
    }
    this.mostKept = Math.max(this.mostKept, this.kept.length);
    assert.ok(this.kept.length <= this.file.length, "no more than was agreed to");
  }

  /** The sender gives the next bytes to the channel, or says that these were all. */
  pump(length: number): void {
    if (this.#read === null || this.sender.kind !== "moving") return;
    if (this.#read === this.file.length) {
      this.#read = null;
      return this.send({ type: "read", sha256: hashOf(this.file) });
    }
    const part = this.file.slice(this.#read, this.#read + length);
    this.#read += part.length;
    if (!this.isLost) this.#toReceiver.push([...part]);
    this.send({ type: "sent", bytes: part.length });
  }

  deliverToReceiver(): void {
    const next = this.#toReceiver.shift();
    if (!next) return;
    if (Array.isArray(next)) this.receive({ type: "chunk", content: Uint8Array.from(next) });
    else if (next.type === "end" || next.type === "cancel") {
      this.receive({ type: "told", command: next });
    }
  }

  deliverToSender(): void {
    const next = this.#toSender.shift();
    if (next?.type === "accept" || next?.type === "decline" || next?.type === "done") {
      this.send({ type: "told", command: next });
    }
  }

  lose(): void {
    this.isLost = true;
    this.#toReceiver.length = 0;
    this.#toSender.length = 0;
    this.send({ type: "lost" });
    this.receive({ type: "lost" });
  }

  /** Everything that is still on its way arrives. */
  settle(): void {
    for (let turn = 0; turn < 500; turn++) {
      this.pump(3);
      this.deliverToReceiver();
      this.deliverToSender();
    }
  }
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom(
      "pump",
      "pump",
      "toReceiver",
      "toReceiver",
      "toSender",
      "accept",
      "decline",
      "cancel",
      "lose",
    ),
    length: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 60 },
);
const someFile = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 });

function run(pair: Pair, what: string, length: number): void {
  if (what === "pump") pair.pump(length);
  if (what === "toReceiver") pair.deliverToReceiver();
  if (what === "toSender") pair.deliverToSender();
  if (what === "accept") pair.receive({ type: "accept" });
  if (what === "decline") pair.receive({ type: "stop" });
  if (what === "cancel") pair.send({ type: "stop" });
  if (what === "lose") pair.lose();
  if (["decline", "cancel", "lose"].includes(what)) pair.wasStopped = true;
}

Deno.test("[F7] however it is cut and whenever it breaks: both ends come to the same end", () => {
  fc.assert(
    fc.property(someFile, steps, (file, script) => {
      const pair = new Pair(file);
      let isAccepted = false;
      for (const { what, length } of script) {
        if (what === "accept" && pair.receiver.kind === "offered") isAccepted = true;
        run(pair, what, length);
        if (!isAccepted) assert.equal(pair.mostKept, 0, "nothing is kept without consent");
      }
      if (!isAccepted) pair.receive({ type: "accept" });
      pair.settle();
      assert.ok(isOver(pair.sender) && isOver(pair.receiver), "nobody waits for ever");
      if (pair.receiver.kind === "done") assert.deepEqual(pair.saved, file);
      else assert.deepEqual(pair.kept, [], "nothing is left of what did not arrive");
      if (pair.sender.kind === "done") assert.equal(pair.receiver.kind, "done");
      if (!pair.wasStopped) {
        assert.deepEqual([pair.sender.kind, pair.receiver.kind], ["done", "done"]);
      }
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("[F7] a sender that says anything at all makes the receiver keep no more than agreed", () => {
  const anything = fc.oneof(
    fc.integer({ min: 1, max: 30 }).map((length): ReceiveEvent => ({
      type: "chunk",
      content: content(length),
    })),
    fc.constantFrom<ReceiveEvent>(
      { type: "told", command: { type: "end", id: 1, sha256: "x" } },
      { type: "told", command: { type: "cancel", id: 1 } },
      { type: "accept" },
    ),
  );
  fc.assert(fc.property(someFile, fc.array(anything), (file, events) => {
    const pair = new Pair(file);
    for (const event of events) pair.receive(event);
    if (isOver(pair.receiver) && pair.receiver.kind !== "done") assert.deepEqual(pair.kept, []);
  }));
});
