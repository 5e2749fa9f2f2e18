// How the connection to somebody runs: a sample every two seconds, two minutes of them, and a mark out of
// the last. By construction no address fits in. Knows no screens.

export { createRemoteStats } from "./history.ts";
export type { Quality } from "./mark.ts";
export type { FlowStats, LinkSample, PictureStats } from "./rates.ts";
export { createStatsWatch } from "./watch.ts";
