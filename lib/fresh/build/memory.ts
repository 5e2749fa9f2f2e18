// Owns making a snapshot in memory: for tests and for development. Islands are imported at once, as
// they are found by identity; routes when they are first asked for.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { toIslands } from "../production.ts";
import type { RouteModule, Snapshot, StaticFile } from "../snapshot.ts";
import type { Collected, CollectedFile } from "./collect.ts";

/** Makes a snapshot of what was collected. */
export async function createMemorySnapshot(
  { buildId, routePaths, islands, boot, pageScripts, files }: Collected,
  routeDir: string,
): Promise<Snapshot> {
  const islandLists = await Promise.all(
    islands.map(async ({ path, module }) => toIslands(await importFile(path), module)),
  );
  return {
    buildId,
    boot,
    pageScripts,
    routes: routePaths.map((path) => ({
      path,
      load: () => importFile(join(routeDir, path)),
    })),
    islands: islandLists.flat(),
    files: new Map(files.map((file) => [file.pathname, toStaticFile(file)])),
  };
}

async function importFile(path: string): Promise<RouteModule> {
  return await import(pathToFileURL(path).href);
}

function toStaticFile({ hash, contentType, immutable, source }: CollectedFile): StaticFile {
  const read = "path" in source
    ? () => Deno.readFile(source.path)
    : () => Promise.resolve(source.content);
  return { hash, contentType, immutable, read, encoded: {} };
}
