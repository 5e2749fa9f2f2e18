// The notices of licences that the bundler gathers at the end of each script (esbuild's legal comments). What
// a page loads first is weighed, and these are words for people: they go out in a file beside the scripts.

/** Where the notices of a build are, in the folder of its scripts. */
export const noticesName = "NOTICES.txt";

/** How the bundler begins them; they end the script. */
const beginning = "/*! Bundled license information:";

/** A script without its notices, and these; null where it has none. */
export function splitNotices(script: string): { code: string; notices: string } | null {
  const at = script.lastIndexOf(beginning);
  if (at < 0 || !script.trimEnd().endsWith("*/")) return null;
  const notices = script.slice(at).trimEnd();
  return { code: `${script.slice(0, at).trimEnd()}\n//! ${noticesName}\n`, notices };
}

/** Takes the notices out of every script in `folder`, and writes them into one file there. */
export async function moveNotices(folder: URL): Promise<void> {
  const all: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".js")) continue;
    const file = new URL(name, folder);
    const found = splitNotices(await Deno.readTextFile(file));
    if (!found) continue;
    await Deno.writeTextFile(file, found.code);
    all.push(`${name}\n\n${found.notices}\n`);
  }
  await Deno.writeTextFile(new URL(noticesName, folder), all.toSorted().join("\n"));
}
