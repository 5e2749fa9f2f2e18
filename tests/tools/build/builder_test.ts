// Every small style sheet is in one of those that are served, none is in two, and they are served whole.

import assert from "node:assert/strict";
import { bundleStyles } from "../../../tools/build/builder.ts";

const root = new URL("../../../", import.meta.url);

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

Deno.test({
  name: "what a sheet imports is in it, what a page asks for by its path is not",
  // The process of esbuild ends a moment after it was stopped.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/part.css`, "a { background: url(/icon.svg) }");
    await Deno.writeTextFile(`${folder}/whole.css`, '@import "./part.css"; b { color: red }');
    const styles = await bundleStyles(folder);
    await Deno.remove(folder, { recursive: true });
    const whole = new TextDecoder().decode(styles.get("whole.css"));
    assert.equal(whole.trim(), "a{background:url(/icon.svg)}b{color:red}");
  },
});
