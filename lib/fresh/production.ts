// Owns serving a build from disk: turns the record that a build wrote, and the modules its server.js
// imported, into a snapshot.

import { setBuildId } from "./build_id.ts";
import {
  APPLY_SNAPSHOT,
  type Island,
  type RouteModule,
  type SnapshotTarget,
  type StaticFile,
} from "./snapshot.ts";

/** A file to serve; its path is relative to the app's folder. */
export interface FileRecord {
  path: string;
  hash: string;
  contentType: string;
}

/** What a build wrote down. */
export interface BuildRecord {
  buildId: string;
  runtimeUrl: string;
  files: Record<string, FileRecord>;
  /** In the order of the routes that are given along. */
  routePaths: string[];
  /** In the order of the islands that are given along. */
  islands: { name: string; url: string }[];
}

/** What the server of a build imports. */
export interface BuildImports {
  root: URL;
  islands: RouteModule[];
  routes: (() => Promise<RouteModule>)[];
}

/** Makes the server of a build. */
export function serveSnapshot(
  app: SnapshotTarget,
  { buildId, runtimeUrl, files, routePaths, islands }: BuildRecord,
  imports: BuildImports,
): { fetch: Deno.ServeHandler } {
  setBuildId(buildId);
  const byPath = new Map(Object.entries(files));
  app[APPLY_SNAPSHOT]({
    routes: routePaths.map((path, at) => ({ path, load: imports.routes[at]! })),
    islands: islandsOf(islands.map((island, at) => ({ ...island, module: imports.islands[at]! }))),
    runtimeUrl,
    pageScripts: [],
    isDevelopment: false,
    findFile(pathname) {
      const file = byPath.get(pathname);
      return Promise.resolve(file ? toStaticFile(file, imports.root) : null);
    },
  });
  return { fetch: app.handler() };
}

/** The islands of modules: every function that one exports. */
export function islandsOf(
  modules: readonly { name: string; url: string; module: RouteModule }[],
): Island[] {
  return modules.flatMap(({ name, url, module }) =>
    Object.entries(module)
      .filter(([, value]) => typeof value === "function")
      .map(([exportName, component]) => ({
        component,
        exportName,
        name: exportName === "default" ? name : `${name}_${exportName}`,
        url,
      }))
  );
}

function toStaticFile({ path, hash, contentType }: FileRecord, root: URL): StaticFile {
  return {
    contentType,
    hash,
    async open() {
      const url = new URL(path.split("/").map(encodeURIComponent).join("/"), root);
      const file = await Deno.open(url);
      const { size } = await file.stat();
      return { body: file.readable, size };
    },
  };
}
