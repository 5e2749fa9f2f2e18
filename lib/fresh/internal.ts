// What a built server.js imports; for nobody else.

export { serveSnapshot } from "./production.ts";
