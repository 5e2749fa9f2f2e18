import assert from "node:assert/strict";
import fc from "fast-check";
import type { Broadcast } from "../../../lib/server/rooms/broadcast.ts";
import { createOutbox } from "../../../lib/server/socket/outbox.ts";
import { createManualClock } from "../../fakes/manual_clock.ts";

const waitBytes = 256 * 1024;
const giveUpBytes = 1024 * 1024;

function setUp() {
  const clock = createManualClock();
  const sent: { seq?: number; prev?: number; text?: string }[] = [];
  const socket = { bufferedAmount: 0, send: (text: string) => void sent.push(JSON.parse(text)) };
  let full = 0;
  const outbox = createOutbox(socket, { clock, onFull: () => full++ });
  const tell = (seq: number, state: string | null, text = "") => {
    const broadcast: Broadcast = { seq, state, text: JSON.stringify({ seq, text }) };
    outbox.sendBroadcast(broadcast);
  };
  return { clock, sent, socket, outbox, tell, isFull: () => full > 0 };
}

Deno.test("[R9] a socket that keeps up gets everything at once, as it is", () => {
  const { sent, tell, outbox, clock } = setUp();
  outbox.startAt(4);
  tell(4, "room", "known");
  tell(5, "room");
  outbox.send('{"text":"SIGNAL"}');
  tell(6, "room");
  assert.deepEqual(sent, [{ seq: 5, text: "" }, { text: "SIGNAL" }, { seq: 6, text: "" }]);
  assert.equal(clock.pending, 0);
});

Deno.test("[R9] over 256 KiB superseded state updates are left out, everything else stays in order", () => {
  const { clock, sent, socket, outbox, tell } = setUp();
  tell(1, "room");
  socket.bufferedAmount = waitBytes + 1;
  tell(2, "user:a:state");
  tell(3, null, "chat");
  tell(4, "user:b:state");
  outbox.send('{"text":"SIGNAL"}');
  tell(5, "user:a:state");
  assert.equal(sent.length, 1);
  clock.advance(1_000);
  assert.equal(sent.length, 1, "nothing before the socket has room");
  socket.bufferedAmount = 0;
  clock.advance(100);
  assert.deepEqual(sent.slice(1), [
    { seq: 3, text: "chat", prev: 1 },
    { seq: 4, text: "" },
    { text: "SIGNAL" },
    { seq: 5, text: "" },
  ]);
  tell(6, "user:a:state");
  assert.equal(sent.at(-1)?.seq, 6, "and then straight on");
  assert.equal(clock.pending, 0);
});

Deno.test("[R9] a broadcast of the whole room makes every state before it needless", () => {
  const { clock, sent, socket, outbox, tell } = setUp();
  outbox.startAt(6);
  socket.bufferedAmount = waitBytes + 1;
  tell(7, "user:a:state");
  tell(8, "user:b:online");
  tell(9, "room");
  tell(10, "user:a:state");
  socket.bufferedAmount = 0;
  clock.advance(100);
  assert.deepEqual(sent, [{ seq: 9, text: "", prev: 6 }, { seq: 10, text: "" }]);
});

Deno.test("[R9] over 1 MiB the socket is given up", () => {
  const { socket, tell, isFull, outbox, clock } = setUp();
  socket.bufferedAmount = waitBytes + 1;
  const text = "x".repeat(100_000);
  for (let seq = 1; seq < 20 && !isFull(); seq++) tell(seq, null, text);
  assert.equal(isFull(), true);
  outbox.close();
  assert.equal(clock.pending, 0);
  const small = setUp();
  small.socket.bufferedAmount = giveUpBytes + 1;
  small.tell(1, "room");
  assert.equal(small.isFull(), true);
});

Deno.test("[R9][R3] whatever is left out, `prev` names what came before, and the last of each state is sent", () => {
  const states = fc.constantFrom("room", "user:a:state", "user:b:state", null);
  fc.assert(
    fc.property(fc.array(fc.tuple(states, fc.boolean()), { maxLength: 60 }), (steps) => {
      const { clock, sent, socket, tell } = setUp();
      steps.forEach(([state, isSlow], n) => {
        socket.bufferedAmount = isSlow ? waitBytes + 1 : 0;
        if (!isSlow) clock.advance(100);
        tell(n + 1, state);
      });
      socket.bufferedAmount = 0;
      clock.advance(100);
      let seen = 0;
      for (const { seq = 0, prev = seq - 1 } of sent) {
        assert.equal(prev, seen, "no hole that is not named");
        seen = seq;
      }
      const numbers = new Set(sent.map(({ seq }) => seq));
      steps.forEach(([state], n) => {
        const isRepeated = steps.slice(n + 1)
          .some(([later]) => later !== null && (later === state || later === "room"));
        if (state === null || !isRepeated) assert.ok(numbers.has(n + 1));
      });
    }),
  );
});

Deno.test("[R9][S7] whatever others say to a socket, it is not given up for it: they are refused", () => {
  for (const bufferedAmount of [0, waitBytes + 1, giveUpBytes]) {
    const { socket, outbox, isFull, sent, clock } = setUp();
    socket.bufferedAmount = bufferedAmount;
    // What goes out waits in the socket, as over a slow line.
    socket.send = (text) => {
      socket.bufferedAmount += text.length;
      sent.push({ text });
    };
    const frame = JSON.stringify({ text: "x".repeat(31_000) });
    const taken = { mallory: 0, ana: 0 };
    for (let count = 0; count < 200; count++) {
      if (outbox.sendDirect(frame, "mallory")) taken.mallory++;
    }
    for (let count = 0; count < 3; count++) if (outbox.sendDirect(frame, "ana")) taken.ana++;
    assert.ok(!isFull(), `not given up from ${bufferedAmount}`);
    assert.ok(taken.mallory < 15, `${taken.mallory} taken`);
    if (bufferedAmount < giveUpBytes) assert.equal(taken.ana, 3, "nobody talks for all");
    socket.bufferedAmount = 0;
    clock.advance(10_000);
    outbox.close();
  }
});

Deno.test("[R9] on a socket that keeps up everything that is said goes straight on", () => {
  const { outbox, sent } = setUp();
  for (let count = 0; count < 100; count++) {
    assert.ok(outbox.sendDirect(JSON.stringify({ text: `${count}` }), "ana"));
  }
  assert.equal(sent.length, 100);
});
