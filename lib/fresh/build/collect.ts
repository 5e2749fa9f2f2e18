// Owns gathering what makes up an app: its routes, islands, bundles and static files, as a record
// that both a snapshot in memory and a build on disk are made from. Runs none of the app's code.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { contentTypeOf } from "../content_types.ts";
import { type Bundle, bundleIslands, type Mode, type ModuleRef } from "./bundle.ts";
import { scanFolder, scanIslands, scanRoutes } from "./scan.ts";

/** The folders of an app, absolute. */
export interface Folders {
  root: string;
  islandDir: string;
  routeDir: string;
  staticDir: string;
}

/** A file to serve, and its content or where it is. */
export interface CollectedFile {
  pathname: string;
  hash: string;
  contentType: string;
  immutable: boolean;
  source: { path: string } | { content: Uint8Array<ArrayBuffer> };
}

/** What makes up an app. */
export interface Collected {
  buildId: string;
  /** Relative to the folder of routes. */
  routePaths: string[];
  /** With absolute paths. */
  islands: { path: string; module: ModuleRef }[];
  boot: ModuleRef;
  pageScripts: string[];
  files: CollectedFile[];
}

/** Gathers an app. */
export async function collectApp(
  { root, islandDir, routeDir, staticDir }: Folders,
  { target, mode }: { target: string | string[]; mode: Mode },
): Promise<Collected> {
  const staticFiles = await collectStatic(staticDir);
  // The build id is a cache key for static files, so it changes exactly when one of them does.
  const buildId = hashOf(staticFiles.map(({ pathname, hash }) => `${pathname} ${hash}`).join("\n"));
  const islandPaths = (await scanIslands(islandDir)).map((path) => join(islandDir, path));
  const bundle = await bundleIslands({ root, islandPaths, buildId, target, mode });
  return {
    buildId,
    routePaths: await scanRoutes(routeDir),
    islands: islandPaths.map((path, i) => ({
      path,
      module: bundle.islands[i]!,
    })),
    boot: bundle.boot,
    pageScripts: bundle.reload === undefined ? [] : [bundle.reload.url],
    files: [...staticFiles, ...collectBundle(bundle)],
  };
}

async function collectStatic(folder: string): Promise<CollectedFile[]> {
  const paths = await scanFolder(folder);
  return await Promise.all(paths.map(async (path) => ({
    pathname: `/${path}`,
    hash: hashOf(await Deno.readFile(join(folder, path))),
    contentType: contentTypeOf(path),
    immutable: false,
    source: { path: join(folder, path) },
  })));
}

function collectBundle({ files }: Bundle): CollectedFile[] {
  return [...files].map(([pathname, content]) => ({
    pathname,
    hash: hashOf(content),
    contentType: contentTypeOf(pathname),
    immutable: true,
    source: { content },
  }));
}

function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
