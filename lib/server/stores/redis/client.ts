// A client of a Redis that connects, and again whenever the connection is lost. Knows no commands.

import { createClient } from "@redis/client";

/** A connection is there within this, or not at all; in ms. */
const connectMs = 2_000;

/** Makes a client of the Redis at `url`; `onReady` is called each time it is connected. */
export function connectRedis(
  url: string,
  { onReady = () => {}, onDown }: { onReady?: () => void; onDown: (error: unknown) => void },
) {
  let isClosed = false;
  const client = createClient({
    url,
    // Plain arrays, as the scripts return them.
    RESP: 2,
    // Nothing waits for Redis to come back: R14 wants an answer.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: connectMs,
      reconnectStrategy: (retries) => !isClosed && Math.min(50 * 2 ** Math.min(retries, 5), 1_000),
    },
  });
  client.on("error", onDown);
  client.on("ready", onReady);
  // Rejects only when it is closed before it ever was connected.
  client.connect().catch(onDown);
  return {
    client,
    /** Fails what is under way. */
    close() {
      isClosed = true;
      if (client.isOpen) client.destroy();
    },
  };
}
