// What stands on the stage for a moment, and what is read out together.

import assert from "node:assert/strict";
import {
  addReaction,
  addToast,
  addToBatch,
  type Content,
  toastSentence,
} from "../../../../lib/ui/call/notices/toasts.ts";
import { en } from "../../../../lib/ui/text/en/mod.ts";

Deno.test("several notices of one kind become one line", () => {
  const joined = (name: string) => ({ content: { kind: "joined", names: [name] }, at: 1 }) as const;
  const toasts = ["Ana", "Bo", "Cy", "Di"].map(joined).reduce(
    addToast,
    addToast([], joined("Ana")),
  );
  assert.deepEqual(toasts.map(({ content }) => toastSentence(content, en.notice)), [
    "Ana, Bo and 2 others joined",
  ]);
});

Deno.test("a crowd of different notices keeps the newest three", () => {
  const plain = (sentence: string) => ({ content: { kind: "plain", sentence }, at: 1 }) as const;
  const toasts = ["a", "b", "c", "d"].map(plain).reduce(addToast, addToast([], plain("x")));
  assert.deepEqual(toasts.map(({ content }) => toastSentence(content, en.notice)), ["b", "c", "d"]);
  assert.equal(new Set(toasts.map(({ id }) => id)).size, 3);
});

Deno.test("[F8] a second reaction of one person replaces the first, and stands as long as any", () => {
  const reaction = (muid: string, emoji: string, at: number) => ({ muid, emoji, at });
  const first = addReaction([], reaction("ana", "❤️", 1));
  const both = addReaction(first, reaction("bo", "👏", 2));
  // The oldest is dropped first: Ana's is the newest now.
  assert.deepEqual(addReaction(both, reaction("ana", "🎉", 3)).map(({ emoji }) => emoji), [
    "👏",
    "🎉",
  ]);
});

Deno.test("[F17] what happens within a moment is one announcement, each kind once", () => {
  const joined = (name: string): Content => ({ kind: "joined", names: [name] });
  const all: Content[] = [
    joined("Ana"),
    { kind: "plain", sentence: "Bo: hello" },
    joined("Bo"),
    { kind: "hand", names: ["Cy"] },
    joined("Di"),
    joined("Di"),
  ];
  const batch = all.reduce<readonly Content[]>(addToBatch, []);
  assert.deepEqual(batch.map((one) => toastSentence(one, en.notice)), [
    "Ana, Bo and Di joined",
    "Bo: hello",
    "Cy raised a hand",
  ]);
});
