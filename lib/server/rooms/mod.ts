// The meetings of this process: the registry, and in it each room that is open here, with the seats of its
// people. Knows sessions as members on seats, stores and other servers as ports; no sockets, no frames.

export { type Broadcast, supersedes } from "./broadcast.ts";
export type { Outcome, Seat, SeatedMember } from "./membership.ts";
export { lastPage } from "./chat_pages.ts";
export { createLinkKeys, type LinkKeys } from "./link_key.ts";
export { createOrganizerKeys, type OrganizerKeys } from "./organizer_key.ts";
export { createPlanning, type Planner, type Planning } from "./planning.ts";
export { createPasscodes } from "./passcode.ts";
export { createRegistry, type Registry } from "./registry.ts";
export { expiryOf } from "./replica.ts";
export { createReplies, type Replies } from "./replies.ts";
export { createShownCheck } from "./shown.ts";
