// The real browser behind the ports. Only files in here, and env.ts of doctor, effects, embed and entry, name
// globals of a page; who wants something of the browser takes it as a port.

export { createBrowserEnv } from "./browser.ts";
export { isServerNewer } from "./server.ts";
