// Says what keeps a call from connecting: checks from devices over socket and STUN to a relayed
// connection with itself, and a verdict on each, as data. Loaded when somebody asks for it, so no other
// room knows it.

export { createPageDoctor } from "./env.ts";
