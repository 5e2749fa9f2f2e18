// Owns the shape of a snapshot: everything a build found that a running app needs (file routes,
// islands, static files). Builds make one, apps take one; neither knows the other.

/** The exports of a file under routes/, unchecked. */
export type RouteModule = Readonly<Record<string, unknown>>;

/** A file under routes/, by its path relative to it, with forward slashes. */
export interface RouteFile {
  path: string;
  load(): Promise<RouteModule>;
}

/** An island component and where its code is served. */
export interface Island {
  component: unknown;
  exportName: string;
  /** URL of the module. */
  url: string;
  /** URLs of the modules it imports statically. */
  imports: string[];
}

export type Encoding = "br" | "gzip";

/** A file that is served as it is. */
export interface StaticFile {
  /** Hash of the content. */
  hash: string;
  contentType: string;
  /** Whether the URL itself changes with the content. */
  immutable: boolean;
  read(): Promise<Uint8Array<ArrayBuffer>>;
  encoded: { [E in Encoding]?: () => Promise<Uint8Array<ArrayBuffer>> };
}

/** What a build found. */
export interface Snapshot {
  buildId: string;
  routes: RouteFile[];
  islands: Island[];
  /** The script that brings islands to life. */
  boot: { url: string; imports: string[] };
  /** Scripts for every page; empty in production. */
  pageScripts: string[];
  /** By decoded pathname. */
  files: Map<string, StaticFile>;
}

/** Names the field of a Context that holds the snapshot, for staticFiles(). */
export const SNAPSHOT = Symbol("snapshot");

/** Names the method of an app that takes a snapshot. */
export const APPLY_SNAPSHOT = Symbol("apply snapshot");

/** An app that a snapshot can be applied to. */
export interface SnapshotTarget {
  [APPLY_SNAPSHOT](snapshot: Snapshot): void;
}

/** The snapshot of an app that was not built: no file routes, islands or static files. */
export function emptySnapshot(): Snapshot {
  return {
    buildId: "",
    routes: [],
    islands: [],
    boot: { url: "", imports: [] },
    pageScripts: [],
    files: new Map(),
  };
}
