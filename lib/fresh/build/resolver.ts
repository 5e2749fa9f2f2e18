// Owns resolving the bare imports of browser code the way deno.json says, so that the bundle and the
// server run the same packages, and one copy of Preact.

import { dirname, join, resolve } from "node:path";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild, ResolveOptions } from "esbuild";

interface ImportMap {
  folder: string;
  imports: Record<string, string>;
}

const FRESH = "jsr:@fresh/core";
const NPM = /^npm:\/?((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?(\/.*)?$/;
// Marks the resolver's own questions to esbuild.
const RESOLVED = Symbol("resolved");

/** An esbuild plugin that resolves by the deno.json nearest to `root`. */
export async function createResolver(root: string, runtimePath: string): Promise<Plugin> {
  const map = await readImportMap(resolve(root));
  return {
    name: "deno-imports",
    setup(build) {
      build.onResolve({ filter: /.*/ }, async (args) => {
        if (args.kind === "entry-point" || args.pluginData === RESOLVED) {
          return undefined;
        }
        if (!/^[a-z@]/i.test(args.path)) return await resolveWithin(build, args);
        const target = mapSpecifier(args.path, map);
        const inPackage = args.importer.includes("/node_modules/");
        if (inPackage && !/^preact(\/|$)/.test(args.path)) return await resolveWithin(build, args);
        if (target.startsWith(FRESH)) {
          return resolveFresh(args.path, target, runtimePath);
        }
        if (/^\.{0,2}\//.test(target)) {
          return { path: resolve(map.folder, target) };
        }
        return await resolvePackage(build, args, {
          target,
          folder: map.folder,
        });
      });
    },
  };
}

async function readImportMap(folder: string): Promise<ImportMap> {
  try {
    const config = JSON.parse(await Deno.readTextFile(join(folder, "deno.json")));
    return { folder, imports: config.imports ?? {} };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const parent = dirname(folder);
  if (parent === folder) {
    throw new Error("Cannot bundle islands: there is no deno.json");
  }
  return await readImportMap(parent);
}

function mapSpecifier(specifier: string, { imports }: ImportMap): string {
  const keys = Object.keys(imports).toSorted((a, b) => b.length - a.length);
  const key = keys.find((name) =>
    specifier === name ||
    specifier.startsWith(name.endsWith("/") ? name : `${name}/`)
  );
  return key === undefined ? specifier : imports[key] + specifier.slice(key.length);
}

function resolveFresh(specifier: string, target: string, runtimePath: string): OnResolveResult {
  if (target.endsWith("/runtime")) return { path: runtimePath };
  return {
    errors: [{
      text: `"${specifier}" is for the server; islands have "fresh/runtime"`,
    }],
  };
}

async function resolvePackage(
  build: PluginBuild,
  { kind, importer }: OnResolveArgs,
  { target, folder }: { target: string; folder: string },
): Promise<OnResolveResult> {
  const [, name, subpath = ""] = NPM.exec(target) ?? [undefined, target];
  return await resolveAs(build, name + subpath, { kind, importer, resolveDir: folder });
}

function resolveWithin(
  build: PluginBuild,
  { path, kind, importer, resolveDir, namespace }: OnResolveArgs,
): Promise<OnResolveResult> {
  return resolveAs(build, path, { kind, importer, resolveDir, namespace });
}

// Fresh's bundler loses what packages say of side effects in the same way: an index file brings all
// modules behind it that do something when they are loaded.
async function resolveAs(
  build: PluginBuild,
  path: string,
  options: ResolveOptions,
): Promise<OnResolveResult> {
  const { sideEffects: _, ...result } = await build.resolve(path, {
    ...options,
    pluginData: RESOLVED,
  });
  return result;
}
