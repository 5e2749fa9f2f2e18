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

/** Source files, relative to their folder. */
export async function scanSources(folder: string): Promise<string[]> {
  const paths = await scanFolder(folder);
  return paths.filter((path) => /\.[jt]sx?$/.test(path) && !/[._]test\.[jt]sx?$/.test(path));
}

/** What is served of a folder of static files: all but what begins with a dot. */
export async function scanStatic(folder: string): Promise<string[]> {
  return (await scanFolder(folder)).filter((path) => !/(^|\/)\.(?!well-known)/.test(path));
}
