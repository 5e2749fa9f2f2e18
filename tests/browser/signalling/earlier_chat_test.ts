// The way back in the chat, page by page, whatever happens to the seat meanwhile.

import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { createEarlierChat } from "../../../lib/browser/signalling/earlier_chat.ts";
import type { Answer } from "../../../lib/browser/signalling/incoming.ts";
import { lostAnswer } from "../../../lib/browser/signalling/incoming.ts";
import type { CallStatus } from "../../../lib/browser/signalling/membership.ts";
import { joinChat, type RoomView } from "../../../lib/browser/signalling/roster.ts";
import { createManualClock } from "../../fakes/browser/clock.ts";
import { message, viewOf } from "../../fakes/browser/views.ts";

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => ({ ...message, id: `m${from + n}` }));
const numbers = (list: readonly { id: string }[]) => list.map(({ id }) => Number(id.slice(1)));

async function setUp(chat: RoomView["chat"], hasEarlier: boolean) {
  const clock = createManualClock();
  const view = signal<RoomView | null>({ ...viewOf(1), chat, hasEarlier });
  const status = signal<CallStatus>({ kind: "joined" });
  const asked: string[] = [];
  const missed: number[] = [];
  let answer = (_: Answer) => {};
  const chatOf = createEarlierChat({
    roomId: "123456789",
    clock,
    view,
    status,
    onMissed: (list) => missed.push(...numbers(list)),
    signalling: {
      request(command) {
        asked.push(command.type === "CHAT_HISTORY" ? command.before : command.type);
        return new Promise((resolve) => answer = resolve);
      },
    },
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  await settle();
  return {
    ...chatOf,
    view,
    clock,
    asked,
    missed,
    shown: () => numbers(chatOf.messages.value),
    /** The chat after a seat that is another one. */
    seat(chat: RoomView["chat"], hasEarlier: boolean) {
      const before = view.peek();
      view.value = { ...viewOf(1), ...joinChat(before, { chat, hasEarlier }) };
    },
    async reply(messages: RoomView["chat"], more: boolean) {
      answer({ ok: true, body: { data: { messages, more } } });
      await settle();
    },
    async fail() {
      answer(lostAnswer);
      await settle();
    },
  };
}

Deno.test("[F7] page by page in front of what came with the seat, until there is no more", async () => {
  const { messages, earlier, loadEarlier, reply, asked, view } = await setUp(
    numbered(20, 30),
    true,
  );
  assert.equal(earlier.value, "there");
  void loadEarlier();
  void loadEarlier();
  assert.deepEqual([earlier.value, asked], ["loading", ["m20"]], "asked once");
  await reply(numbered(10, 20), true);
  assert.deepEqual(numbers(messages.value), numbers(numbered(10, 30)));
  const now = view.value;
  if (now) view.value = { ...now, chat: [...now.chat, ...numbered(30, 31)] };
  void loadEarlier();
  assert.deepEqual(asked, ["m20", "m10"]);
  await reply(numbered(5, 10), false);
  assert.deepEqual(numbers(messages.value), numbers(numbered(5, 31)));
  assert.equal(earlier.value, "none");
  await loadEarlier();
  assert.equal(asked.length, 2);
});

Deno.test("[F7] what fails may be tried again, and nothing is lost by it", async () => {
  const { messages, earlier, loadEarlier, reply, fail } = await setUp(numbered(5, 9), true);
  void loadEarlier();
  await fail();
  assert.deepEqual([earlier.value, numbers(messages.value)], ["failed", [5, 6, 7, 8]]);
  void loadEarlier();
  await reply(numbered(1, 5), false);
  assert.deepEqual([earlier.value, numbers(messages.value)], ["none", [1, 2, 3, 4, 5, 6, 7, 8]]);
});

Deno.test("[F7][R3] what was missed between two seats comes by itself, and fits to what was known", async () => {
  const chat = await setUp(numbered(1, 4), true);
  chat.seat(numbered(20, 22), true);
  assert.deepEqual([chat.isWhole.value, chat.earlier.value], [false, "loading"]);
  assert.deepEqual(chat.asked, ["m20"]);
  await chat.reply(numbered(12, 20), true);
  assert.deepEqual([chat.isWhole.value, chat.shown()], [false, numbers(numbered(12, 22))]);
  await chat.reply(numbered(2, 12), true);
  assert.deepEqual(chat.shown(), numbers(numbered(1, 22)));
  assert.deepEqual(chat.missed.toSorted((a, b) => a - b), numbers(numbered(4, 20)));
  assert.deepEqual(
    [chat.isWhole.value, chat.earlier.value],
    [true, "there"],
    "and before it, more",
  );
});

Deno.test("[F7][R3] of what the server has forgotten meanwhile what was known stays", async () => {
  const chat = await setUp(numbered(1, 4), false);
  chat.seat(numbered(20, 22), true);
  await chat.reply(numbered(12, 20), false);
  assert.deepEqual(chat.shown(), [1, 2, 3, ...numbers(numbered(12, 22))]);
  assert.deepEqual([chat.isWhole.value, chat.earlier.value], [true, "none"]);
});

Deno.test("[F7][R3] while it is got the answer may be lost, and the seat once more", async () => {
  const chat = await setUp(numbered(1, 4), false);
  chat.seat(numbered(20, 22), true);
  await chat.fail();
  assert.equal(chat.asked.length, 1, "not at once again");
  await chat.clock.advance(2_000);
  assert.deepEqual(chat.asked, ["m20", "m20"]);
  chat.seat(numbered(40, 42), true);
  await chat.reply(numbered(18, 20), true);
  assert.deepEqual(chat.asked.slice(2), ["m40"], "from where it begins now");
  await chat.reply(numbered(3, 40), true);
  assert.deepEqual([chat.shown(), chat.isWhole.value], [numbers(numbered(1, 42)), true]);
});

Deno.test("[R3] after a new seat nothing of the chat is doubled, lost, or left out in the middle", () => {
  const chat = (from: number, to: number, hasEarlier = false) => ({
    chat: numbered(from, to),
    hasEarlier,
  });
  const join = (...args: Parameters<typeof joinChat>) => {
    const { chat, hasEarlier } = joinChat(...args);
    return [numbers(chat), hasEarlier];
  };
  assert.deepEqual(join(null, chat(5, 7, true)), [[5, 6], true]);
  assert.deepEqual(join(chat(1, 4), chat(3, 6, true)), [[1, 2, 3, 4, 5], false], "they meet");
  assert.deepEqual(join(chat(1, 4), chat(6, 8, true)), [[6, 7], true], "there is a hole");
  assert.deepEqual(join(chat(1, 4, true), chat(6, 8)), [[1, 2, 3, 6, 7], false], "it began anew");
  assert.deepEqual(join(chat(1, 3, true), chat(9, 9)), [[1, 2], false], "it lost everything");
});
