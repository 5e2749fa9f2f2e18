// What a page shows to a server that lets in by the operator's own sign-in. Apart from env/, which the landing
// page loads at once: this comes with what asks the server.

export { withEntryToken } from "./env.ts";
