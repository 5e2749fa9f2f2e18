// TURN as far as the app has to do with it: credentials for browsers, and whether the configured servers
// work. The relay itself is coturn, with its configuration in the folder turn/ of the project.

export { checkTurn, type TurnVerdict } from "./check.ts";
export { createTurn, type Turn } from "./credentials.ts";
export { createTurnStatus, type TurnStatus } from "./status.ts";
