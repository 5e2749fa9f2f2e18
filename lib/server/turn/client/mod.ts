// A client of STUN and TURN servers, as far as the self-test needs one: a way to a server over UDP, TCP or
// TLS, and a dialogue on it. Knows no settings and no verdicts. Why it is our own: docs/decisions/0017.

export { isPrivateIp } from "./address.ts";
export { createTurnSession, type TurnReply, type TurnSession } from "./session.ts";
export { openStunSocket, parseStunUrl, type SocketProblem } from "./socket.ts";
