// What operators read of a running server: numbers for Prometheus. Knows no rooms and no sockets: they
// tell it, or it looks at them.

export { answerMetrics, serveMetrics } from "./endpoint.ts";
export { watchLoop } from "./loop_watch.ts";
export { measureStore } from "./measured_store.ts";
export { measureTurn } from "./measured_turn.ts";
export {
  type CommandResult,
  createMetrics,
  type Metrics,
  noMetrics,
  type ReadableMetrics,
  type SocketState,
  socketStates,
} from "./metrics.ts";
