// Every small style sheet is in one of those that are served, and none is in two.

import assert from "node:assert/strict";

const root = new URL("../../", import.meta.url);

async function sheetsIn(folder: URL): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) found.push(...await sheetsIn(new URL(`${name}/`, folder)));
    else if (name.endsWith(".css")) found.push(new URL(name, folder).href.slice(root.href.length));
  }
  return found;
}

Deno.test("every sheet of lib/ui is imported once, and what is served is imports alone", async () => {
  const imported: string[] = [];
  for (const served of await sheetsIn(new URL("static/", root))) {
    const text = await Deno.readTextFile(new URL(served, root));
    const lines = text.replace(/\/\*[^]*?\*\//g, "").split("\n").filter((line) => line !== "");
    for (const line of lines) {
      const [, path = ""] = /^@import "\.\.\/(.+)";$/.exec(line) ?? [];
      assert.notEqual(path, "", `${served}: ${line}`);
      imported.push(path);
    }
  }
  assert.deepEqual(imported.sort(), (await sheetsIn(new URL("lib/ui/", root))).sort());
});
