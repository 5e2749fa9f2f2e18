// Rooms in a Redis, for more than one server: the store, the bus, and what they say to Redis. The rest of
// the server knows a backend and its URL.

export { openRedisBackend } from "./backend.ts";
