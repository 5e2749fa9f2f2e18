// A page around ours that says hello, and hears what comes back.

import type { EmbedEnv, EmbedHello, EmbedPort } from "../../../lib/browser/embed/ports.ts";
import type { Outgoing } from "../../../lib/browser/embed/messages.ts";
import { createEmitter } from "../../../lib/browser/emitter.ts";

export const embedder = "https://intra.example.org";

export function createFakeEmbedder() {
  const hellos = createEmitter<EmbedHello>();
  const fake = { wasClicked: true as boolean | null };
  const env: EmbedEnv = {
    ownOrigin: "https://meet.example.org",
    onHello: hellos.subscribe,
    wasClicked: () => fake.wasClicked,
  };

  /** Says this to the window; gives the other end of the channel that came along. */
  function greet({ origin = embedder, data = { conflux: "hello", version: 1 } as unknown } = {}) {
    const heard: Outgoing[] = [];
    let listen = (_data: unknown): void => {};
    const channel = { isClosed: false };
    const port: EmbedPort = {
      post: (message) => void heard.push(structuredClone(message) as Outgoing),
      listen: (handle) => void (listen = handle),
      close: () => void (channel.isClosed = true),
    };
    hellos.emit({ origin, data, port });
    return {
      heard,
      channel,
      say: (data: unknown) => listen(data),
      /** What an event said, each time. */
      details: (name: string) =>
        heard.flatMap((one) => one.type === "event" && one.event === name ? [one.detail] : []),
      answer: (id: number) =>
        heard.flatMap((one) => "id" in one && one.id === id ? [one.answer] : [])[0],
    };
  }
  return { fake, env, greet };
}
