// The two loads on people in rooms: as many messages as go through, and a few per second of which
// each is timed. Checks that every message that comes is the one that was sent.

import { repeatFrame } from "./frames.ts";
import type { Person } from "./people.ts";
import { cpuSeconds, sleep } from "./process.ts";

export interface Saturation {
  readonly messagesPerSecond: number;
  /** CPU that the server spent on one message, in µs. */
  readonly serverUs: number;
  /** Shares of a core. */
  readonly serverLoad: number;
  readonly generatorLoad: number;
}

/** Messages written at once to each socket, and the most that are on their way to it. */
const burst = 4;
const warmUpMs = 700;

/** Every person answers a full burst from a room-mate with a burst to the next: a closed loop. */
export async function saturate(
  people: readonly Person[],
  payload: object,
  { pid, ms }: { pid: number; ms: number },
): Promise<Saturation> {
  const isExpected = await expectLike(people, payload);
  let received = 0;
  let sent = 0;
  let isStopping = false;
  for (const { client, signal } of people) {
    const frames = repeatFrame(signal(payload), burst);
    let count = 0;
    client.onText = (text) => {
      isExpected(text);
      received++;
      if (++count % burst !== 0 || isStopping) return;
      sent += burst;
      client.write(frames);
    };
    sent += burst;
    client.write(frames);
  }
  await sleep(warmUpMs);
  const look = () => ({
    at: performance.now() / 1_000,
    received,
    server: cpuSeconds(pid),
    generator: cpuSeconds(Deno.pid),
  });
  const before = look();
  await sleep(ms);
  const after = look();
  isStopping = true;
  await settle(() => received === sent);
  const seconds = after.at - before.at;
  const messages = after.received - before.received;
  return {
    messagesPerSecond: messages / seconds,
    serverUs: (after.server - before.server) / messages * 1e6,
    serverLoad: (after.server - before.server) / seconds,
    generatorLoad: (after.generator - before.generator) / seconds,
  };
}

/** From write to read of messages at a fixed rate, spread evenly over people; in ms, sorted. */
export async function timeMessages(
  people: readonly Person[],
  payload: object,
  { perSecond, ms }: { perSecond: number; ms: number },
): Promise<number[]> {
  const isExpected = await expectLike(people, payload);
  const frames = people.map((person) => person.signal(payload));
  const sentAt: number[][] = people.map(() => []);
  const times: number[] = [];
  people.forEach(({ client }, index) => {
    client.onText = (text) => {
      isExpected(text);
      // In order: everybody gets from one person only.
      times.push(performance.now() - (sentAt[index]?.shift() ?? NaN));
    };
  });
  const started = performance.now();
  let sent = 0;
  for (let now = started; now - started < ms; now = performance.now()) {
    for (; sent < (now - started) / 1_000 * perSecond; sent++) {
      const from = sent % people.length;
      const { client, mate } = people[from] ?? people[0]!;
      sentAt[mate]?.push(performance.now());
      client.write(frames[from] ?? new Uint8Array());
    }
    await sleep(1);
  }
  await settle(() => times.length === sent);
  return times.toSorted((a, b) => a - b);
}

/** Sends one message, checks what comes of it, and gives back a check for all that follow. */
async function expectLike(people: readonly Person[], payload: object) {
  const [first] = people;
  if (!first) throw new Error("nobody is there");
  const { promise, resolve } = Promise.withResolvers<string>();
  const mate = people[first.mate] ?? first;
  mate.client.onText = (text) => resolve(new TextDecoder().decode(text));
  first.client.write(first.signal(payload));
  const text = await promise;
  const message = JSON.parse(text);
  if (message.type !== "SIGNAL" || JSON.stringify(message.payload) !== JSON.stringify(payload)) {
    throw new Error(`not what was sent: ${text}`);
  }
  return (bytes: Uint8Array) => {
    if (bytes.length === text.length) return;
    throw new Error(`not what was sent: ${new TextDecoder().decode(bytes)}`);
  };
}

async function settle(isDone: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!isDone()) {
    if (performance.now() > deadline) throw new Error("messages were lost");
    await sleep(10);
  }
}
