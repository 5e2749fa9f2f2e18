// The media path to one participant: a connection with its negotiation, its four lines and its data
// channels, kept alive. Knows the other side only as somebody to send signals to.

export type { FileWire, ShownSizes } from "./channel.ts";
export { canHideAddress, createIceSettings } from "./ice.ts";
export type { LinesDeps, OwnTracks } from "./lines.ts";
export { createPeerLink, type PeerLink } from "./link.ts";
export type { LinkState } from "./recovery_api.ts";
