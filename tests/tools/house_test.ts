// The house stays as docs/ARCHITECTURE.md says: no circles, no halls, and a map that names every room.

import assert from "node:assert/strict";
import { findCircle, readGraph, readRooms, readSources, roomOf } from "../../tools/house.ts";

const root = new URL("../../", import.meta.url).pathname;
const all = await readSources(root, "lib");
const own = new Map([...all].filter(([path]) => /\.tsx?$/.test(path)));

Deno.test("no file leads back to itself by what it imports, types included", () => {
  assert.equal(findCircle(readGraph(own)), null);
});

Deno.test("no room leads back to itself, except between a room and one inside it", () => {
  const house = new Map([...own].filter(([path]) => !path.startsWith("lib/fresh/")));
  assert.equal(findCircle(readRooms(readGraph(house))), null);
});

Deno.test("a circle is found: of two files, of three, of types, of rooms; a lazy import makes none", () => {
  const graph = (files: Record<string, string>) => readGraph(new Map(Object.entries(files)));
  const two = graph({
    "lib/x/a.ts": 'import type { B } from "./b.ts";',
    "lib/x/b.ts": 'export {\n  a,\n} from "./a.ts";',
  });
  assert.deepEqual(findCircle(two), ["lib/x/a.ts", "lib/x/b.ts", "lib/x/a.ts"]);
  const three = graph({
    "lib/x/a.ts": 'import "./b.ts";',
    "lib/x/b.ts": 'import { c } from "./c.ts";',
    "lib/x/c.ts": 'import b, { type B } from "./b.ts";',
  });
  assert.deepEqual(findCircle(three), ["lib/x/b.ts", "lib/x/c.ts", "lib/x/b.ts"]);
  assert.equal(
    findCircle(graph({
      "lib/x/a.ts": 'const load = () => import("./b.ts");',
      "lib/x/b.ts": 'import { a } from "./a.ts";',
    })),
    null,
  );
  const rooms = readRooms(graph({
    "lib/x/one/a.ts": 'import { b } from "../two/b.ts";',
    "lib/x/two/b.ts": "export const b = 1;",
    "lib/x/two/c.ts": 'import { d } from "../one/d.ts";',
    "lib/x/one/d.ts": "export const d = 1;",
  }));
  assert.deepEqual(findCircle(rooms), ["lib/x/one", "lib/x/two", "lib/x/one"]);
  const inside = readRooms(graph({
    "lib/x/one/a.ts": 'import { b } from "./in/mod.ts";',
    "lib/x/one/in/mod.ts": 'import { c } from "../c.ts";',
    "lib/x/one/c.ts": "export const c = 1;",
  }));
  assert.equal(findCircle(inside), null);
  assert.equal(roomOf("lib/x/a.ts"), "lib/x/a.ts");
});

Deno.test("no folder has more than 25 files, no file more than 250 lines", () => {
  const folders = Map.groupBy(all.keys(), (path) => path.split("/").slice(0, -1).join("/"));
  for (const [folder, paths] of folders) {
    assert.ok(paths.length <= 25, `${folder}: ${paths.length}`);
  }
  for (const [path, text] of own) {
    const lines = text.split("\n").length - 1;
    assert.ok(lines <= 250, `${path}: ${lines} lines`);
  }
});

Deno.test("docs/ARCHITECTURE.md names every folder", async () => {
  const map = await Deno.readTextFile(`${root}/docs/ARCHITECTURE.md`);
  const folders = new Set<string>();
  for (const path of all.keys()) {
    const way = path.split("/").slice(0, -1);
    for (let depth = 2; depth <= way.length; depth++) folders.add(way.slice(0, depth).join("/"));
  }
  for await (const { name, isDirectory } of Deno.readDir(root)) {
    const isOurs = isDirectory &&
      !/^(\.|_fresh$|node_modules$|data$|backups$|shots$|coverage$)/.test(name);
    if (isOurs) folders.add(name);
  }
  const missing = [...folders].filter((folder) => {
    const name = folder.split("/").at(-1) ?? "";
    return !map.includes(`${folder}/`) && !new RegExp(`(^|[\\s\`/])${name}/`, "m").test(map);
  });
  assert.deepEqual(missing, []);
});
