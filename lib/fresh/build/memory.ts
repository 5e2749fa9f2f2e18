// Owns making a snapshot in memory: for tests and for development. Islands are imported at once, as
// they are found by identity; routes when they are first asked for, static files whenever they are.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { contentTypeOf } from "../content_types.ts";
import { islandsOf } from "../production.ts";
import type { RouteModule, Snapshot, StaticFile } from "../snapshot.ts";
import type { BuildConfig, Collected } from "./config.ts";
import { scanStatic } from "./scan.ts";

type Content = Uint8Array<ArrayBuffer>;

/** Makes a snapshot of what was collected. */
export async function createMemorySnapshot(
  config: BuildConfig,
  { bundle, routePaths, transformer }: Collected,
): Promise<Snapshot> {
  const islands = await Promise.all(bundle.islands.map(async (island) => ({
    ...island,
    module: await importFile(island.path),
  })));
  const ready = new Map<string, Promise<Content>>();
  for (const [pathname, content] of bundle.files) ready.set(pathname, Promise.resolve(content));

  async function findStatic(pathname: string): Promise<Promise<Content> | undefined> {
    const wanted = pathname.split("/").map(decodeURIComponent).join("/").slice(1);
    for (const folder of config.staticDirs) {
      if (!(await scanStatic(folder)).includes(wanted)) continue;
      const path = join(folder, wanted);
      return transformer.process(path, config).then((made) => made ?? Deno.readFile(path));
    }
  }

  return {
    routes: routePaths.map((path) => ({
      path,
      load: () => importFile(join(config.routeDir, path)),
    })),
    islands: islandsOf(islands),
    runtimeUrl: bundle.runtimeUrl,
    pageScripts: bundle.pageScripts,
    isDevelopment: config.mode === "development",
    async findFile(pathname): Promise<StaticFile | null> {
      const content = ready.get(pathname) ?? await findStatic(pathname);
      if (!content) return null;
      const open = async () => toBody(await content);
      return { contentType: contentTypeOf(pathname), hash: null, open };
    },
  };
}

async function importFile(path: string): Promise<RouteModule> {
  return await import(pathToFileURL(path).href);
}

function toBody(content: Content): Awaited<ReturnType<StaticFile["open"]>> {
  return { body: ReadableStream.from([content]), size: content.byteLength };
}
