// A connection to Redis that comes back by itself: commands and scripts with a time limit, failing at
// once while it is down. Knows no keys.

import { connectRedis } from "./client.ts";

/**
 * A command that takes longer has failed, whatever becomes of it (R14): well within the 10 s that a
 * client waits, and long enough for the rush after a restart.
 */
const limitMs = 5_000;

export interface RedisLink {
  /** True while commands can be sent. */
  readonly isReady: boolean;
  /** Sends one command; rejects where Redis says no, is away, or takes too long. */
  command(args: readonly string[]): Promise<unknown>;
  /** As `command`, for one that waits up to `blockMs` for something to happen. */
  wait(args: readonly string[], blockMs: number): Promise<unknown>;
  /** Runs a script; `keys` are its KEYS, `args` its ARGV. */
  script(source: string, keys: readonly string[], args: readonly string[]): Promise<unknown>;
  /** Fails what is under way, and resolves when nothing is any more. */
  close(): Promise<void>;
}

/** Connects to the Redis at `url`, and again whenever it is lost; `onReady` is called each time. */
export function createRedisLink(
  url: string,
  handlers: { onReady(): void; onDown(error: unknown): void },
): RedisLink {
  const digests = new Map<string, Promise<string>>();
  const pending = new Set<Promise<unknown>>();
  const { client, close } = connectRedis(url, handlers);

  function send(args: readonly string[], ms: number): Promise<unknown> {
    const answer = within(client.sendCommand([...args]), ms);
    const settled = answer.then(() => {}, () => {}).finally(() => pending.delete(settled));
    pending.add(settled);
    return answer;
  }

  async function within(answer: Promise<unknown>, ms: number): Promise<unknown> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error("Redis does not answer")), ms);
    try {
      return await Promise.race([answer, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  function digestOf(source: string): Promise<string> {
    const digest = digests.get(source) ?? sha1Hex(source);
    digests.set(source, digest);
    return digest;
  }

  const command = (args: readonly string[]) => send(args, limitMs);
  return {
    get isReady() {
      return client.isReady;
    },
    command,
    wait: (args, blockMs) => send(args, blockMs + limitMs),
    async script(source, keys, args) {
      const rest = [String(keys.length), ...keys, ...args];
      try {
        return await command(["EVALSHA", await digestOf(source), ...rest]);
      } catch (error) {
        // A Redis that was restarted knows no scripts.
        if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
        return await command(["EVAL", source, ...rest]);
      }
    },
    async close() {
      close();
      await Promise.all(pending);
    },
  };
}

async function sha1Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
