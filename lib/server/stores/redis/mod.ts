// Rooms in a Redis, for more than one server: the store, the bus, the limits they share, and what they say
// to Redis. The rest of the server knows a backend and its URL.

export { openRedisSource, openRedisTarget } from "./archive.ts";
export { openRedisBackend } from "./backend.ts";
export { openRedisLimits } from "./limits.ts";
