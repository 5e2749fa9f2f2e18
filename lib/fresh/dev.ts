// What `fresh/dev` exports.

export { Builder, type BuildOptions } from "./build/builder.ts";
