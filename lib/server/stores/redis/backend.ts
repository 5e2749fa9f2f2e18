// Store and bus on one Redis, over two connections: one for commands, one that waits for messages.

import type { Backend } from "../bus.ts";
import { createRedisBus } from "./bus.ts";
import type { Clock } from "../../clock.ts";
import { describeError, type Log } from "../../log.ts";
import { createRedisLink } from "./link.ts";
import { createRedisStore } from "./store.ts";

/** All keys begin with it. */
export const prefix = "conflux:";

/** Connects to the Redis at `url`. Where it is not there yet, every call fails until it is. */
export function openRedisBackend(
  url: string,
  { clock, log, noteLag = () => {} }: {
    clock: Clock;
    log: Log;
    /** Told how long messages of other servers were on their way, in s. */
    noteLag?: (seconds: number) => void;
  },
): Backend {
  const onDown = (error: unknown) =>
    log({ event: "store_failed", operation: "connect", error: describeError(error) });
  const link = createRedisLink(url, { onReady: () => bus.handleReady(), onDown });
  const reader = createRedisLink(url, { onReady: () => bus.handleReaderReady(), onDown() {} });
  const bus = createRedisBus({ link, reader, prefix, clock, log, noteLag });
  return { store: createRedisStore(link, prefix, () => bus.node), bus };
}
