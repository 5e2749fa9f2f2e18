// Owns starting from a build on disk: `_fresh/server.js` hands over its imports and the record that
// the builder wrote into it, and this makes the server of it.

import type { Handler } from "./app.ts";
import {
  APPLY_SNAPSHOT,
  type Encoding,
  type Island,
  type RouteModule,
  type SnapshotTarget,
  type StaticFile,
} from "./snapshot.ts";

/** A file as the builder recorded it; `path` is relative to server.js. */
export interface FileRecord {
  path: string;
  hash: string;
  contentType: string;
  immutable: boolean;
  /** The endings of its compressed copies. */
  encodings: Encoding[];
}

/** What the builder writes into server.js. */
export interface BuildRecord {
  buildId: string;
  boot: { url: string; imports: string[] };
  files: Record<string, FileRecord>;
}

/** What server.js imports. */
export interface BuildImports {
  routes: { path: string; module: RouteModule }[];
  islands: { module: RouteModule; url: string; imports: string[] }[];
}

/** A server for an app that was built. */
export function createServer(
  app: SnapshotTarget & { handler(): Handler },
  baseUrl: string,
  { record, imports }: { record: BuildRecord; imports: BuildImports },
): { fetch: Handler } {
  app[APPLY_SNAPSHOT]({
    buildId: record.buildId,
    boot: record.boot,
    pageScripts: [],
    routes: imports.routes.map(({ path, module }) => ({
      path,
      load: () => Promise.resolve(module),
    })),
    islands: imports.islands.flatMap(({ module, ...ref }) => toIslands(module, ref)),
    files: new Map(
      Object.entries(record.files).map((
        [pathname, file],
      ) => [pathname, open(file, baseUrl)]),
    ),
  });
  return { fetch: app.handler() };
}

/** Every function that an island file exports is an island. */
export function toIslands(
  module: RouteModule,
  { url, imports }: { url: string; imports: string[] },
): Island[] {
  return Object.entries(module)
    .filter(([, value]) => typeof value === "function")
    .map(([exportName, component]) => ({ component, exportName, url, imports }));
}

function open(
  { path, hash, contentType, immutable, encodings }: FileRecord,
  baseUrl: string,
): StaticFile {
  const readFrom = (suffix: string) => {
    const url = new URL(
      encodeURI(path).replace(/[?#]/g, encodeURIComponent) + suffix,
      baseUrl,
    );
    return () => Deno.readFile(url);
  };
  const encoded = Object.fromEntries(encodings.map((name) => [name, readFrom(`.${name}`)]));
  return { hash, contentType, immutable, read: readFrom(""), encoded };
}
