// Owns the code for browsers: a module for each island file and the script that starts them, split
// into shared chunks. Their URLs have the id of the build in them.

import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { getBuildId } from "../build_id.ts";
import type { BuildConfig, Bundle } from "./config.ts";
import { runEsbuild } from "./esbuild_service.ts";
import { createResolver } from "./resolver.ts";

/** Where development pages hear of a new server. */
export const aliveUrl = "/_frsh/alive";

/** Bundles the islands at `paths`, which are relative to their folder; leaves no process behind. */
export async function bundleApp(config: BuildConfig, paths: readonly string[]): Promise<Bundle> {
  const folder = `/_fresh/js/${getBuildId()}`;
  const names = new Set<string>();
  const islands = paths.map((path) => {
    const name = basename(path).replace(/\.\w+$/, "").replaceAll(/\W+/g, "_");
    if (names.has(name)) {
      throw new Error(`lib/fresh wants a name of its own for each island: ${path}`);
    }
    names.add(name);
    return { path: join(config.islandDir, path), name, url: `${folder}/${name}.js` };
  });
  const entries = islands.map(({ path, name }) => ({ in: path, out: name }));
  entries.push({ in: ownPath("../browser/runtime.ts"), out: "fresh-runtime" });
  if (config.mode === "development") {
    entries.push({ in: ownPath("../browser/reload.ts"), out: "fresh-reload" });
  }
  const { outputFiles, metafile } = await bundle(entries, config);
  const files = new Map(
    outputFiles.map(({ path, contents }) => [
      `${folder}/${path.slice(config.root.length + 1)}`,
      new Uint8Array(contents),
    ]),
  );
  files.set(`${folder}/metafile.json`, new TextEncoder().encode(JSON.stringify(metafile)));
  return {
    files,
    runtimeUrl: `${folder}/fresh-runtime.js`,
    pageScripts: config.mode === "development" ? [`${folder}/fresh-reload.js`] : [],
    islands,
  };
}

async function bundle(
  entryPoints: { in: string; out: string }[],
  { root, target, mode }: BuildConfig,
) {
  return await runEsbuild({
    entryPoints,
    absWorkingDir: root,
    outdir: ".",
    bundle: true,
    format: "esm",
    splitting: true,
    platform: "browser",
    target,
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: mode === "production",
    sourcemap: mode === "production" ? false : "inline",
    define: {
      "process.env.NODE_ENV": JSON.stringify(mode),
      FRESH_BUILD_ID: JSON.stringify(getBuildId()),
      FRESH_ALIVE_URL: JSON.stringify(aliveUrl),
    },
    plugins: [await createResolver(root, ownPath("../browser/shared.ts"))],
    metafile: true,
    write: false,
    logLevel: "warning",
  });
}

function ownPath(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
