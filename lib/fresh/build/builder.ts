// Owns Builder, what `fresh/dev` exports: the folders of an app, and building it to disk, to memory
// or to a development server.

import { resolve } from "node:path";
import type { Handler, ListenOptions } from "../app.ts";
import { APPLY_SNAPSHOT, type Snapshot, type SnapshotTarget } from "../snapshot.ts";
import type { Mode } from "./bundle.ts";
import { collectApp, type Folders } from "./collect.ts";
import { serveDevelopment } from "./dev_server.ts";
import { writeBuild } from "./disk.ts";
import { createMemorySnapshot } from "./memory.ts";

/** Where the app is; paths are relative to `root`, which is the current folder. */
export interface BuildOptions {
  root?: string;
  outDir?: string;
  staticDir?: string;
  islandDir?: string;
  routeDir?: string;
  serverEntry?: string;
  /** Browsers to build for, as esbuild names them. */
  target?: string | string[];
}

type AnyApp = SnapshotTarget & { handler(): Handler };

/** Builds an app. */
export class Builder {
  readonly #folders: Folders;
  readonly #outDir: string;
  readonly #serverEntry: string;
  readonly #target: string | string[];

  constructor(options: BuildOptions = {}) {
    const root = resolve(options.root ?? Deno.cwd());
    this.#folders = {
      root,
      islandDir: resolve(root, options.islandDir ?? "islands"),
      routeDir: resolve(root, options.routeDir ?? "routes"),
      staticDir: resolve(root, options.staticDir ?? "static"),
    };
    this.#outDir = resolve(root, options.outDir ?? "_fresh");
    this.#serverEntry = resolve(root, options.serverEntry ?? "main.ts");
    this.#target = options.target ?? "es2022";
  }

  /** Builds for production: to disk, or to memory, which gives a function that applies the build. */
  build(options: { snapshot: "memory" }): Promise<(app: SnapshotTarget) => void>;
  build(options?: { snapshot?: "disk" }): Promise<void>;
  async build(
    { snapshot = "disk" }: { snapshot?: "disk" | "memory" } = {},
  ): Promise<((app: SnapshotTarget) => void) | void> {
    if (snapshot === "memory") {
      const made = await this.#snapshot("production");
      return (app) => app[APPLY_SNAPSHOT](made);
    }
    const collected = await collectApp(this.#folders, {
      target: this.#target,
      mode: "production",
    });
    await writeBuild(collected, {
      outDir: this.#outDir,
      routeDir: this.#folders.routeDir,
      serverEntry: this.#serverEntry,
    });
  }

  /** Builds for development and serves the app; pages reload when the process is restarted. */
  async listen(
    importApp: () => Promise<{ app: AnyApp }>,
    options: ListenOptions = {},
  ): Promise<void> {
    const snapshot = await this.#snapshot("development");
    const { app } = await importApp();
    app[APPLY_SNAPSHOT](snapshot);
    await serveDevelopment(app.handler(), options);
  }

  async #snapshot(mode: Mode): Promise<Snapshot> {
    const collected = await collectApp(this.#folders, {
      target: this.#target,
      mode,
    });
    return await createMemorySnapshot(collected, this.#folders.routeDir);
  }
}
