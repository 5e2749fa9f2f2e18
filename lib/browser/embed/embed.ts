// The channel to the page around ours: opened by a hello from that page and no other, of an origin that the
// server lets show us. Knows what messages look like, not what they do.

import type { Client } from "../call_api.ts";
import type { Clock } from "../ports.ts";
import { refuse, runCommand } from "./commands.ts";
import { followVisit } from "./events.ts";
import { Asked, Command, embedVersion, Hello, type Outgoing } from "./messages.ts";
import type { EmbedEnv, EmbedHello, EmbedPort } from "./ports.ts";

export interface EmbedDeps {
  readonly client: Pick<Client, "current" | "wish">;
  readonly env: EmbedEnv;
  readonly clock: Clock;
  readonly meetingId: string;
  /** Origins whose pages may show ours, as the server has it. */
  readonly frameAncestors: readonly string[];
}

export interface Embed {
  close(): void;
}

/** Listens for the hello. */
export function createEmbed(deps: EmbedDeps): Embed {
  const { client, env, meetingId } = deps;
  const allowed = new Set([env.ownOrigin, ...deps.frameAncestors]);
  let port: EmbedPort | null = null;
  let unfollow = () => {};

  function post(message: Outgoing): void {
    port?.post(message);
  }

  async function handle(data: unknown): Promise<void> {
    const { data: asked } = Asked.safeParse(data);
    // Who does not say which message it was cannot be answered.
    if (!asked) return;
    const { data: command } = Command.safeParse(data);
    const answer = command ? await runCommand(deps, command) : refuse("unknown-command");
    post({ type: "answer", id: asked.id, answer });
  }

  const stopHello = env.onHello((hello: EmbedHello) => {
    const isRight = allowed.has(hello.origin) && Hello.safeParse(hello.data).success;
    // A hello is repeated until it is answered: those that follow the first mean the same.
    if (!isRight || port) return hello.port.close();
    port = hello.port;
    port.listen((data) => void handle(data));
    post({ type: "welcome", version: embedVersion });
    const say: Parameters<typeof followVisit>[1]["say"] = (event, detail) =>
      port?.post({ type: "event", event, detail });
    unfollow = followVisit(client, { meetingId, say });
  });

  return {
    close() {
      stopHello();
      unfollow();
      port?.close();
      port = null;
    },
  };
}
