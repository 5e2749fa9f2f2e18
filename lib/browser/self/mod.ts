// The person's own side of a call: what the server is told of their devices, what a host does to them,
// and what a reload has to know. Knows none of the others.

export { createOwnSide, type OwnNotice, type UnmuteRequest } from "./own_side.ts";
