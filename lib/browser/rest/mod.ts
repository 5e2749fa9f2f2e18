// What a page asks the server by plain requests: the token and ICE servers, making a meeting, looking at
// one. The landing page loads this room when somebody begins to use it, so nothing of socket and call
// belongs here.

export { type Api, fetchConfig, type Outcome, refused } from "./api.ts";
export type { Credentials } from "./credentials.ts";
export { askOrigin, createOriginCheck, type OriginCheck } from "./origin_check.ts";
export { createPageRest, createRest, parseWithoutEval, type Rest } from "./rest.ts";
