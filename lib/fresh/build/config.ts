// Owns what the steps of a build hand to each other. Types only.

import type { Transformer } from "./transform.ts";

export type Mode = "development" | "production";

/** The folders of an app, absolute, and whom it is built for. */
export interface BuildConfig {
  root: string;
  outDir: string;
  staticDirs: string[];
  islandDir: string;
  routeDir: string;
  serverEntry: string;
  target: string | string[];
  mode: Mode;
}

/** The code for browsers. */
export interface Bundle {
  /** Contents by pathname. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  runtimeUrl: string;
  /** Scripts of every page; empty in production. */
  pageScripts: string[];
  /** Island files, absolute, each with a name of its own and the URL of its module. */
  islands: { path: string; name: string; url: string }[];
}

/** What a build is made of. */
export interface Collected {
  bundle: Bundle;
  /** Relative to the folder of routes. */
  routePaths: string[];
  transformer: Transformer;
}
