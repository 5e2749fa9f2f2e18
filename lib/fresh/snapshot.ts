// Owns the shape of a snapshot: what a build found that a running app needs. Builds make one, apps
// take one; neither knows the other.

/** The exports of a file under routes/, unchecked. */
export type RouteModule = Readonly<Record<string, unknown>>;

/** A file under routes/, by its path relative to it, with forward slashes. */
export interface RouteFile {
  path: string;
  load(): Promise<RouteModule>;
}

/** An island component, and the module for browsers that exports it. */
export interface Island {
  component: unknown;
  /** Under which its module exports it. */
  exportName: string;
  /** Under which its page imports it; no other island has it. */
  name: string;
  /** URL of the module. */
  url: string;
}

/** A file that is served as it is. */
export interface StaticFile {
  contentType: string;
  /** Hash of the content; null where it may change under us, as in memory. */
  hash: string | null;
  open(): Promise<{ body: ReadableStream<Uint8Array<ArrayBuffer>>; size: number }>;
}

/** What a build found. */
export interface Snapshot {
  routes: RouteFile[];
  islands: Island[];
  /** URL of the script that brings islands to life. */
  runtimeUrl: string;
  /** Scripts of every page; empty in production. */
  pageScripts: string[];
  isDevelopment: boolean;
  /** The file at an encoded path, or null. */
  findFile(pathname: string): Promise<StaticFile | null>;
}

/** Names the method of an app that takes a snapshot. */
export const APPLY_SNAPSHOT = Symbol("apply snapshot");

/** An app that a snapshot can be applied to. */
export interface SnapshotTarget {
  [APPLY_SNAPSHOT](snapshot: Snapshot): void;
  handler(): (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;
}

/** The snapshot of an app that was not built: no file routes, islands or static files. */
export function emptySnapshot(): Snapshot {
  return {
    routes: [],
    islands: [],
    runtimeUrl: "",
    pageScripts: [],
    isDevelopment: false,
    findFile: () => Promise.resolve(null),
  };
}
