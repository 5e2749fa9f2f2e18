// Owns Builder, what `fresh/dev` exports: the folders of an app, and building it to disk, to memory
// or to a development server.

import { resolve } from "node:path";
import { APPLY_SNAPSHOT, type SnapshotTarget } from "../snapshot.ts";
import { bundleApp } from "./bundle.ts";
import type { BuildConfig, Collected, Mode } from "./config.ts";
import { type ListenOptions, serveDevelopment } from "./dev_server.ts";
import { writeBuild } from "./disk.ts";
import { createMemorySnapshot } from "./memory.ts";
import { scanSources } from "./scan.ts";
import { createTransformer, type TransformFn, type TransformOptions } from "./transform.ts";

/** Where the app is; paths are relative to `root`, which is the current folder. */
export interface BuildOptions {
  root?: string;
  outDir?: string;
  /** One folder, or several: the first that has a file gives it. */
  staticDir?: string | string[];
  islandDir?: string;
  routeDir?: string;
  serverEntry?: string;
  /** Browsers to build for, as esbuild names them. */
  target?: string | string[];
}

/** Builds an app. */
export class Builder {
  readonly #config: Omit<BuildConfig, "mode">;
  readonly #transformer = createTransformer();

  constructor(options: BuildOptions = {}) {
    const root = resolve(options.root ?? ".");
    this.#config = {
      root,
      outDir: resolve(root, options.outDir ?? "_fresh"),
      staticDirs: [options.staticDir ?? "static"].flat().map((dir) => resolve(root, dir)),
      islandDir: resolve(root, options.islandDir ?? "islands"),
      routeDir: resolve(root, options.routeDir ?? "routes"),
      serverEntry: resolve(root, options.serverEntry ?? "main.ts"),
      target: options.target ?? ["chrome99", "firefox99", "safari15"],
    };
  }

  /** Has `transform` give the content of the static files that fit. */
  onTransformStaticFile(options: TransformOptions, transform: TransformFn): void {
    this.#transformer.add(options, transform);
  }

  /** Builds to disk or to memory; what it gives back applies a build in memory to an app. */
  async build(
    { mode = "production", snapshot = "disk" }: { mode?: Mode; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: SnapshotTarget) => void> {
    const config = { ...this.#config, mode };
    if (snapshot === "memory") {
      const made = await createMemorySnapshot(config, await this.#collect(config));
      return (app) => app[APPLY_SNAPSHOT](made);
    }
    await writeBuild(config, await this.#collect(config));
    return () => {
      throw new Error("lib/fresh applies only builds in memory");
    };
  }

  /** Builds for development and serves the app; pages reload when the process is restarted. */
  async listen(
    importApp: () => Promise<{ app: SnapshotTarget }>,
    options: ListenOptions = {},
  ): Promise<void> {
    const apply = await this.build({ mode: "development", snapshot: "memory" });
    const { app } = await importApp();
    apply(app);
    await serveDevelopment(app.handler(), options);
  }

  async #collect(config: BuildConfig): Promise<Collected> {
    return {
      bundle: await bundleApp(config, await scanSources(config.islandDir)),
      routePaths: await scanSources(config.routeDir),
      transformer: this.#transformer,
    };
  }
}
