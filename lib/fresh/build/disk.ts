// Owns writing a build to disk: the files to serve, their compressed copies, and server.js, which
// imports the app, its routes and its islands by name so that nothing is looked for at run time.

import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildRecord, FileRecord } from "../production.ts";
import type { Collected, CollectedFile } from "./collect.ts";
import { compressFile } from "./compress.ts";

/** Where the parts of the app are, absolute. */
export interface DiskPaths {
  outDir: string;
  routeDir: string;
  serverEntry: string;
}

/** Writes a build, in place of the one before. */
export async function writeBuild(collected: Collected, paths: DiskPaths): Promise<void> {
  const filesDir = join(paths.outDir, "files");
  await removeIfThere(filesDir);
  const files: Record<string, FileRecord> = {};
  for (const file of collected.files) {
    files[file.pathname] = await writeFile(file, paths.outDir);
  }
  const { buildId, boot } = collected;
  await Deno.mkdir(paths.outDir, { recursive: true });
  const code = serverCode(collected, { buildId, boot, files }, paths);
  await Deno.writeTextFile(join(paths.outDir, "server.js"), code);
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function writeFile(file: CollectedFile, outDir: string): Promise<FileRecord> {
  const { pathname, hash, contentType, immutable, source } = file;
  const content = "path" in source ? await Deno.readFile(source.path) : source.content;
  const path = `./files${pathname}`;
  const target = join(outDir, path);
  await Deno.mkdir(dirname(target), { recursive: true });
  await Deno.writeFile(target, content);
  const copies = await compressFile(pathname, content);
  for (const [encoding, copy] of copies) {
    await Deno.writeFile(`${target}.${encoding}`, copy);
  }
  return { path, hash, contentType, immutable, encodings: copies.map(([encoding]) => encoding) };
}

function serverCode(
  { routePaths, islands }: Collected,
  record: BuildRecord,
  { outDir, routeDir, serverEntry }: DiskPaths,
): string {
  const specifier = (path: string): string => {
    const from = relative(outDir, path).replaceAll("\\", "/");
    const encoded = from.replace(/[%?#]/g, encodeURIComponent);
    return JSON.stringify(encoded.startsWith("../") ? encoded : `./${encoded}`);
  };
  const production = fileURLToPath(
    new URL("../production.ts", import.meta.url),
  );
  const routes = routePaths.map((path, i) =>
    `{ path: ${JSON.stringify(path)}, module: route${i} }`
  );
  const islandRefs = islands.map(({ module }, i) =>
    `{ module: island${i}, ...${JSON.stringify(module)} }`
  );
  return [
    "// Written by lib/fresh; do not edit.",
    `import { createServer } from ${specifier(production)};`,
    `import { app } from ${specifier(serverEntry)};`,
    ...routePaths.map((path, i) =>
      `import * as route${i} from ${specifier(join(routeDir, path))};`
    ),
    ...islands.map(({ path }, i) => `import * as island${i} from ${specifier(path)};`),
    "",
    `const record = ${JSON.stringify(record, null, 2)};`,
    `const imports = {`,
    `  routes: [${routes.join(", ")}],`,
    `  islands: [${islandRefs.join(", ")}],`,
    `};`,
    `export default createServer(app, import.meta.url, { record, imports });`,
    "",
  ].join("\n");
}
