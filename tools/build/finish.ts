// What a build of ours does after Fresh's: takes notices out of scripts, compresses what is fixed, keeps the scripts of the last builds
// for pages that are still open, and writes down which modules follow which. The server reads it by
// lib/server/http/build_files.ts.

import {
  type BuildRecord,
  compressWell,
  copiesFolder,
  effectFile,
  effectFileNames,
  encodings,
  recordName,
} from "../../lib/server/http/mod.ts";
import { type Metafile, readModules } from "./modules.ts";
import { moveNotices, noticesName } from "./notices.ts";

/** Builds whose scripts are served, this one among them. */
const keptBuilds = 3;
/** What a few per cent less are not worth. */
const worthwhile = 0.9;
const compressible = /\.(css|html|js|json|mjs|svg|txt|wasm|webmanifest|binarypb|tflite)$/;
const scriptType = "text/javascript; charset=UTF-8";

/** A file that is served, by its path, and where it lies. */
type Served = ReadonlyMap<string, URL>;

/** Finishes the build in `root`; `buildId` is the id that Fresh gave to it. */
export async function finishBuild(root: URL, buildId: string): Promise<void> {
  const build = new URL("_fresh/", root);
  const scripts = new URL("static/_fresh/js/", build);
  const own = new URL(`${buildId}/`, scripts);
  await moveNotices(own);
  const old = await pruneBuilds(scripts, buildId);
  const kept: Record<string, string> = {
    [`/_fresh/js/${buildId}/${noticesName}`]: "text/plain; charset=UTF-8",
  };
  for (const id of old) {
    for (const name of await namesIn(new URL(`${id}/`, scripts))) {
      if (name.endsWith(".js")) kept[`/_fresh/js/${id}/${name}`] = scriptType;
    }
  }
  const served = await findServed(root, build);
  const metafile: Metafile = JSON.parse(
    await Deno.readTextFile(new URL("metafile.json", own)),
  );
  const record: BuildRecord = {
    buildId,
    copies: await writeCopies(served, new URL(`${copiesFolder}/`, build)),
    kept,
    ...readModules(metafile, `/_fresh/js/${buildId}/`),
  };
  await Deno.writeTextFile(new URL(recordName, build), JSON.stringify(record));
}

/** Removes all but the newest builds; gives back those before this one. */
async function pruneBuilds(scripts: URL, buildId: string): Promise<string[]> {
  const builds = await Promise.all((await namesIn(scripts)).map(async (id) => ({
    id,
    time: (await Deno.stat(new URL(id, scripts))).mtime?.getTime() ?? 0,
  })));
  const others = builds.filter(({ id }) => id !== buildId).toSorted((a, b) => b.time - a.time);
  for (const { id } of others.slice(keptBuilds - 1)) {
    await Deno.remove(new URL(id, scripts), { recursive: true });
  }
  return others.slice(0, keptBuilds - 1).map(({ id }) => id);
}

/** Everything that may be compressed: what Fresh wrote, what lies in static/, and the effects' package. */
async function findServed(root: URL, build: URL): Promise<Served> {
  const served = new Map<string, URL>();
  for (const folder of [new URL("static/", root), new URL("static/", build)]) {
    for (const path of await pathsIn(folder)) {
      if (compressible.test(path) && !path.endsWith("metafile.json")) {
        served.set(`/${path}`, new URL(encodeURI(path), folder));
      }
    }
  }
  for (const name of effectFileNames) {
    if (compressible.test(name)) served.set(`/effects/segmentation/${name}`, effectFile(name));
  }
  return served;
}

async function writeCopies(served: Served, folder: URL): Promise<BuildRecord["copies"]> {
  await removeFolder(folder);
  const copies: BuildRecord["copies"] = {};
  for (const [path, source] of served) {
    const content = await Deno.readFile(source);
    for (const encoding of encodings) {
      const copy = compressWell(content, encoding);
      if (copy.byteLength > content.byteLength * worthwhile) continue;
      const target = new URL(encodeURI(`${path.slice(1)}.${encoding}`), folder);
      await Deno.mkdir(new URL(".", target), { recursive: true });
      await Deno.writeFile(target, copy);
      copies[path] = { ...copies[path], [encoding]: copy.byteLength };
    }
  }
  return copies;
}

async function namesIn(folder: URL): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}

/** Paths of all files in a folder and below, relative to it. */
async function pathsIn(folder: URL): Promise<string[]> {
  const paths: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isFile) paths.push(entry.name);
    if (!entry.isDirectory) continue;
    const below = await pathsIn(new URL(`${encodeURIComponent(entry.name)}/`, folder));
    paths.push(...below.map((path) => `${entry.name}/${path}`));
  }
  return paths.sort();
}

async function removeFolder(folder: URL): Promise<void> {
  try {
    await Deno.remove(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
