// The WebSocket side: who may open one, and the session on each: frames, limits, tokens, answers. Knows
// rooms by their door only; what a meeting allows is decided there.

export { createSockets, type Sockets } from "./sockets.ts";
