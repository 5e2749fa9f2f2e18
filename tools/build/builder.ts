// The builder of this app, as development, builds and tests use it: Fresh's, with bundled style sheets.

import { basename } from "node:path";
import { build, type Plugin, stop } from "esbuild";
import { Builder, type BuildOptions } from "fresh/dev";

/** The oldest browsers that the code is for, as esbuild names them. */
const target = "es2022";

/**
 * What a page asks for by its path is no file here. Not by `external: ["/*"]`: that fits where an import
 * leads to as well, so nothing would be bundled.
 */
const pathsOfPages: Plugin = {
  name: "paths-of-pages",
  setup: (made) =>
    made.onResolve(
      { filter: /^\// },
      ({ path, kind }) => kind === "url-token" ? { path, external: true } : undefined,
    ),
};

type Options = BuildOptions & { readonly staticDir?: string };

/** Makes the builder. Style sheets are bundled here, and are served as they are now. */
export async function createBuilder(options: Options = {}): Promise<Builder> {
  const builder = new Builder({ target, ...options });
  const styles = await bundleStyles(options.staticDir ?? `${options.root ?? "."}/static`);
  builder.onTransformStaticFile(
    { pluginName: "styles", filter: /\.css$/ },
    ({ path, content }) => ({
      content: styles.get(basename(path)) ?? content,
    }),
  );
  return builder;
}

/**
 * The style sheets of a folder, each with everything that it imports, by name. Those in
 * static/ are lists; the rules stand beside what they style.
 */
export async function bundleStyles(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  const { outputFiles } = await build({
    entryPoints: names.filter((name) => name.endsWith(".css")).map((name) => `${folder}/${name}`),
    bundle: true,
    // No more than that: rgb(0 0 0 / 55%) in eight digits is another shade.
    minifyWhitespace: true,
    plugins: [pathsOfPages],
    outdir: folder,
    allowOverwrite: true,
    write: false,
    logLevel: "warning",
  });
  // Its process would outlive what comes next.
  await stop();
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
}
