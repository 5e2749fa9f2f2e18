// The page around ours, where a site shows the call in a frame (docs/EMBED.md): what it is told, and what it
// may ask for. Loaded inside a frame only.

export { createEmbed, type Embed, type EmbedDeps } from "./embed.ts";
export { createEmbedEnv } from "./env.ts";
