// Owns the code for browsers: one entry for each island file and one that boots them, split into
// shared chunks, and which chunks each entry needs at once.

import { fileURLToPath } from "node:url";
import { join, relative, resolve } from "node:path";
import type { Metafile } from "esbuild";
import { runEsbuild } from "./esbuild_service.ts";
import { createResolver } from "./resolver.ts";

export type Mode = "development" | "production";

/** Where development pages hear of a new server. */
export const ALIVE_URL = "/_frsh/alive";
const JS_FOLDER = "/_fresh/js";

/** A module as it is served. */
export interface ModuleRef {
  url: string;
  /** URLs of all modules it imports statically, directly or not. */
  imports: string[];
}

/** The code for browsers. */
export interface Bundle {
  /** Contents by pathname. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  boot: ModuleRef;
  reload: ModuleRef | undefined;
  /** One for each island file, in the order given. */
  islands: ModuleRef[];
}

/** What to bundle; the paths of islands are absolute. */
export interface BundleOptions {
  root: string;
  islandPaths: string[];
  buildId: string;
  target: string | string[];
  mode: Mode;
}

const NOTHING: ModuleRef = { url: "", imports: [] };

/** Bundles islands; leaves no process behind. */
export async function bundleIslands(options: BundleOptions): Promise<Bundle> {
  const { root, islandPaths, mode } = options;
  const bootPath = ownPath("../browser/boot.ts");
  const reloadPath = ownPath("../browser/reload.ts");
  const entries = islandPaths.map((path) => ({ in: path, out: entryName(root, path) }));
  if (islandPaths.length > 0) entries.push({ in: bootPath, out: "boot" });
  if (mode === "development") entries.push({ in: reloadPath, out: "reload" });
  if (entries.length === 0) {
    return { files: new Map(), boot: NOTHING, reload: undefined, islands: [] };
  }

  const { outputFiles, metafile } = await runBundler(entries, options);
  const moduleOf = (path: string) => findModule(metafile, root, path);
  return {
    files: new Map(outputFiles.map((file) => [file.path, new Uint8Array(file.contents)])),
    boot: islandPaths.length > 0 ? moduleOf(bootPath) : NOTHING,
    reload: mode === "development" ? moduleOf(reloadPath) : undefined,
    islands: islandPaths.map(moduleOf),
  };
}

async function runBundler(
  entryPoints: { in: string; out: string }[],
  { root, buildId, target, mode }: BundleOptions,
) {
  const isProduction = mode === "production";
  return await runEsbuild({
    entryPoints,
    absWorkingDir: root,
    outdir: JS_FOLDER,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    bundle: true,
    format: "esm",
    splitting: true,
    platform: "browser",
    target,
    // Words as they are, not as escapes.
    charset: "utf8",
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: isProduction,
    sourcemap: isProduction ? false : "inline",
    // Licences are kept, next to the code instead of in it.
    legalComments: "external",
    define: {
      "process.env.NODE_ENV": JSON.stringify(mode),
      __FRSH_BUILD_ID: JSON.stringify(buildId),
      __FRSH_ALIVE_URL: JSON.stringify(ALIVE_URL),
    },
    inject: [ownPath("../browser/common.ts")],
    plugins: [await createResolver(root, ownPath("../browser/runtime.ts"))],
    metafile: true,
    write: false,
    logLevel: "warning",
  });
}

function ownPath(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function entryName(root: string, path: string): string {
  const name = relative(root, path).replace(/\.[jt]sx?$/, "").replace(
    /[^\w-]+/g,
    "-",
  );
  return `${name.replace(/^islands-/, "island-")}`;
}

function findModule(metafile: Metafile, root: string, path: string): ModuleRef {
  const output = Object.entries(metafile.outputs).find(([, { entryPoint }]) =>
    entryPoint !== undefined && resolve(root, entryPoint) === path
  );
  if (output === undefined) {
    throw new Error(`Cannot find the bundle of ${path}`);
  }
  const imports = new Set<string>();
  const collect = (key: string): void => {
    for (
      const { path: imported, kind, external } of metafile.outputs[key]?.imports ?? []
    ) {
      if (kind !== "import-statement" || external || imports.has(imported)) {
        continue;
      }
      imports.add(imported);
      collect(imported);
    }
  };
  collect(output[0]);
  const toUrl = (key: string): string => join(root, key);
  return { url: toUrl(output[0]), imports: [...imports].map(toUrl) };
}
