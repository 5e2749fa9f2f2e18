import assert from "node:assert/strict";
import { readModules } from "../../../tools/build/modules.ts";

const follows = (path: string) => ({ path, kind: "import-statement" });
const comesLater = (path: string) => ({ path, kind: "dynamic-import" });

Deno.test("a module is followed by what it imports at once, in a circle too, and by nothing later", () => {
  const { imports } = readModules({
    outputs: {
      "Home.js": { imports: [follows("a.js"), comesLater("Doctor.js")] },
      "Doctor.js": { imports: [] },
      "a.js": { imports: [follows("b.js")] },
      "b.js": { imports: [follows("a.js"), follows("node:fs")] },
      "Home.js.map": { imports: [] },
    },
  }, "/js/");
  assert.deepEqual(imports, {
    "/js/Home.js": ["/js/a.js", "/js/b.js"],
    "/js/Doctor.js": [],
    "/js/a.js": ["/js/b.js", "/js/a.js"],
    "/js/b.js": ["/js/a.js", "/js/b.js"],
  });
});

Deno.test("the words of a language are found by their file; English has none of its own", () => {
  const { words } = readModules({
    outputs: {
      "mod-X.js": { entryPoint: "/work/lib/ui/text/zh/mod.ts", imports: [] },
      "Home.js": { entryPoint: "/work/islands/Home.tsx", imports: [] },
    },
  }, "/js/");
  assert.deepEqual(words, { "zh-CN": "/js/mod-X.js" });
});
