// What a page asks the server by plain requests: the token and ICE servers, making a meeting, looking at
// one. All that the landing page has of the engine, so nothing of socket and call belongs here.

export { type Api, createApi, fetchConfig, type Outcome, refused } from "./api.ts";
export { createCredentials, type Credentials } from "./credentials.ts";
