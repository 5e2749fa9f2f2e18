// What stands on the stage for a moment, and what is read out together.

import assert from "node:assert/strict";
import {
  addReaction,
  addToast,
  addToBatch,
  type Content,
  stillTrue,
  toastContent,
  toastSentence,
  withoutPanel,
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

const lines = (...contents: readonly Content[]) =>
  contents.map((content, at) => ({ id: at, at: 1, content }));

Deno.test("[F3] a line ends when what it says is no longer so, for each person in it", () => {
  const facts = (here: string[], handsUp: string[]) => ({
    here: new Set(here),
    handsUp: new Set(handsUp),
  });
  const toasts = lines(
    { kind: "joined", names: ["Ana", "Bo"] },
    { kind: "left", names: ["Cy"] },
    { kind: "removed", names: ["Di"] },
    { kind: "hand", names: ["Ana"] },
    { kind: "plain", sentence: "x" },
  );
  assert.equal(stillTrue(toasts, facts(["Ana", "Bo"], ["Ana"])), toasts, "all of it is so");
  const later = stillTrue(toasts, facts(["Bo", "Cy", "Di"], []));
  assert.deepEqual(later.map(({ content }) => content), [
    { kind: "joined", names: ["Bo"] },
    { kind: "plain", sentence: "x" },
  ]);
});

Deno.test("[F7][F8] a panel that is open shows what its lines say", () => {
  const toasts = lines(
    { kind: "chat", name: "Ana", text: "Hello" },
    { kind: "joined", names: ["Bo"] },
    { kind: "plain", sentence: "x" },
  );
  const kinds = (panel: "chat" | "people") =>
    withoutPanel(toasts, panel).map(({ content }) => content.kind);
  assert.deepEqual(kinds("chat"), ["joined", "plain"]);
  assert.deepEqual(kinds("people"), ["chat", "plain"]);
  const other = toasts.slice(2);
  assert.equal(withoutPanel(other, "chat"), other, "nothing of the chat is there");
});

Deno.test("[F6][F7] on a presenter's screen stands who wrote, and not what", () => {
  const message = { id: "1", muid: "a", name: "Ana", text: "the salary is", time: 0 };
  const says = (isPresenting: boolean) =>
    toastSentence(
      toastContent({ kind: "chat", message }, { text: en, selfMuid: "b", isPresenting }),
      en.notice,
    );
  assert.equal(says(false), "Ana: the salary is");
  assert.equal(says(true), "New message from Ana");
});
