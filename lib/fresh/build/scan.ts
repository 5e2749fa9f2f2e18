// Owns finding the files of an app. Only regular files count: a symbolic link could lead anywhere.

import { join } from "node:path";

/** Paths of all files in a folder and below, relative to it, sorted; none if there is no folder. */
export async function scanFolder(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await entriesOf(folder)) {
    if (entry.isFile) paths.push(entry.name);
    else if (entry.isDirectory) {
      const below = await scanFolder(join(folder, entry.name));
      paths.push(...below.map((path) => `${entry.name}/${path}`));
    }
  }
  return paths.sort();
}

async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function isSource(path: string): boolean {
  return /\.[jt]sx?$/.test(path) && !/\.d\.ts$/.test(path) &&
    !/[._]test\.[jt]sx?$/.test(path);
}

/** Island files, relative to their folder. */
export async function scanIslands(folder: string): Promise<string[]> {
  return (await scanFolder(folder)).filter(isSource);
}

/** Route files, relative to their folder; folders such as `(_components)` hold no routes. */
export async function scanRoutes(folder: string): Promise<string[]> {
  const paths = (await scanFolder(folder)).filter(isSource);
  const island = paths.find((path) => path.includes("(_islands)/"));
  if (island !== undefined) {
    throw new Error(`lib/fresh has no (_islands) folders: ${island}`);
  }
  return paths.filter((path) => !/(^|\/)\(_/.test(path));
}
