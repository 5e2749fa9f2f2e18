// The real browser behind the ports, and the door to it. Only files in here, and those named env.ts in
// rooms that are loaded apart (doctor, effects), name a global.

export { createBrowserEnv } from "./browser.ts";
