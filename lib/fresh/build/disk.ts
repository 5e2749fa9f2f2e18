// Owns writing a build to disk: the files to serve that are not served from where they are, and
// server.js, which imports the app, its routes and its islands by name.

import { createHash } from "node:crypto";
import { dirname, join, relative } from "node:path";
import { getBuildId } from "../build_id.ts";
import { contentTypeOf } from "../content_types.ts";
import type { BuildRecord, FileRecord } from "../production.ts";
import type { BuildConfig, Collected } from "./config.ts";
import { scanStatic } from "./scan.ts";

/** Writes a build. What builds before it wrote stays on disk, and is not served. */
export async function writeBuild(config: BuildConfig, collected: Collected): Promise<void> {
  const { bundle, routePaths } = collected;
  const files: Record<string, FileRecord> = await writeStatic(config, collected);
  for (const [pathname, content] of bundle.files) {
    files[pathname] = await writeFile(config, { pathname, content });
  }
  const record: BuildRecord = {
    buildId: getBuildId(),
    runtimeUrl: bundle.runtimeUrl,
    files,
    routePaths,
    islands: bundle.islands.map(({ name, url }) => ({ name, url })),
  };
  await Deno.writeTextFile(join(config.outDir, "server.js"), serverCode(config, collected, record));
}

async function writeStatic(
  config: BuildConfig,
  { transformer }: Collected,
): Promise<Record<string, FileRecord>> {
  const files: Record<string, FileRecord> = {};
  for (const folder of config.staticDirs) {
    for (const path of await scanStatic(folder)) {
      const pathname = `/${path.split("/").map(encodeURIComponent).join("/")}`;
      if (pathname in files) continue;
      const source = join(folder, path);
      const content = await transformer.process(source, config);
      files[pathname] = content
        ? await writeFile(config, { pathname, content })
        : recordOf(config, { path: source, content: await Deno.readFile(source) });
    }
  }
  return files;
}

async function writeFile(
  config: BuildConfig,
  { pathname, content }: { pathname: string; content: Uint8Array<ArrayBuffer> },
): Promise<FileRecord> {
  const path = join(config.outDir, "static", decodeURIComponent(pathname));
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeFile(path, content);
  return recordOf(config, { path, content });
}

function recordOf(
  { root }: BuildConfig,
  { path, content }: { path: string; content: Uint8Array },
): FileRecord {
  return {
    path: relative(root, path),
    hash: createHash("sha256").update(content).digest("hex"),
    contentType: contentTypeOf(path),
  };
}

function serverCode(
  { root, outDir, routeDir, serverEntry }: BuildConfig,
  { bundle, routePaths }: Collected,
  record: BuildRecord,
): string {
  const specifier = (path: string): string => {
    const from = relative(outDir, path).replaceAll(/[%?#]/g, encodeURIComponent);
    return JSON.stringify(from.startsWith("../") ? from : `./${from}`);
  };
  return [
    "// Written by lib/fresh; do not edit.",
    `import { serveSnapshot } from "fresh/internal";`,
    ...bundle.islands.map(({ path, name }) => `import * as ${name} from ${specifier(path)};`),
    `import { app } from ${specifier(serverEntry)};`,
    "",
    `const record = ${JSON.stringify(record, null, 2)};`,
    `const root = new URL(${specifier(root)} + "/", import.meta.url);`,
    `const islands = [${bundle.islands.map(({ name }) => name).join(", ")}];`,
    `const routes = [`,
    ...routePaths.map((path) => `  () => import(${specifier(join(routeDir, path))}),`),
    `];`,
    `export default serveSnapshot(app, record, { root, islands, routes });`,
    "",
  ].join("\n");
}
