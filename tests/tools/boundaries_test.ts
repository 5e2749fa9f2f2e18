import assert from "node:assert/strict";
import plugin, { doorFor, whyForbidden } from "../../tools/boundaries.ts";

const value = { isType: false };

Deno.test("imports that cross a boundary are refused", () => {
  for (
    const [file, specifier] of [
      ["lib/shared/ids.ts", "../server/log.ts"],
      ["lib/shared/ids.ts", "preact"],
      ["lib/shared/ids.ts", "node:fs"],
      ["lib/server/log.ts", "../browser/call.ts"],
      ["lib/server/log.ts", "../../routes/index.tsx"],
      ["lib/browser/call.ts", "../server/log.ts"],
      ["lib/browser/call.ts", "../ui/Tile.tsx"],
      ["lib/browser/call.ts", "preact"],
      ["lib/ui/Tile.tsx", "../browser/call.ts"],
      ["lib/ui/Tile.tsx", "../browser/call_api.ts"],
      ["lib/ui/Tile.tsx", "../../islands/Home.tsx"],
      ["islands/Home.tsx", "../lib/server/log.ts"],
      ["routes/index.tsx", "../lib/browser/call.ts"],
    ] as const
  ) assert.ok(whyForbidden(file, specifier, value), `${file} → ${specifier}`);
});

Deno.test("imports within the rules are allowed", () => {
  for (
    const [file, specifier, isType] of [
      ["lib/shared/protocol/data.ts", "zod/mini", false],
      ["lib/server/log.ts", "../shared/names.ts", false],
      ["lib/browser/call.ts", "@preact/signals", false],
      ["lib/ui/Tile.tsx", "../browser/call_api.ts", true],
      ["islands/Home.tsx", "../lib/browser/client.ts", false],
      ["routes/meeting/index.ts", "../../lib/server/http/mod.ts", false],
      ["main.ts", "./lib/server/log.ts", false],
      ["tests/x_test.ts", "../lib/browser/call.ts", false],
    ] as const
  ) assert.equal(whyForbidden(file, specifier, { isType }), null, `${file} → ${specifier}`);
});

Deno.test("a room is entered by its door, a shelf and the own room are not", () => {
  for (
    const [file, specifier, door] of [
      ["islands/Home.tsx", "../lib/ui/home/HomeScreen.tsx", "lib/ui/home/mod.ts"],
      ["lib/ui/home/Field.tsx", "../text/catalogue.ts", "lib/ui/text/mod.ts"],
      ["lib/ui/call/CallScreen.tsx", "./stage/Stage.tsx", "lib/ui/call/stage/mod.ts"],
      ["lib/ui/call/keys/use_keys.ts", "../stage/use_layout.ts", "lib/ui/call/stage/mod.ts"],
      ["app.ts", "./lib/ui/text/zh/mod.ts", "lib/ui/text/mod.ts"],
      ["islands/Home.tsx", "../lib/ui/home/mod.ts", null],
      ["islands/Meeting.tsx", "../lib/ui/MeetingScreen.tsx", null],
      ["lib/ui/call/stage/Stage.tsx", "./Tile.tsx", null],
      ["lib/ui/call/stage/Stage.tsx", "../../base/Icon.tsx", null],
      ["lib/ui/doctor/words.ts", "../text/en/doctor.ts", null],
      ["app.ts", "./lib/ui/text/all.ts", null],
      ["tests/ui/a_test.ts", "../../lib/ui/home/plan.ts", null],
    ] as const
  ) assert.equal(doorFor(file, specifier), door, `${file} → ${specifier}`);
});

Deno.test("the plugin reports them where they stand", () => {
  const root = new URL("../../", import.meta.url).pathname;
  const messages = (file: string, source: string) =>
    Deno.lint.runPlugin(plugin, root + file, source).map((found) => found.id);
  const boundary = ["conflux/boundaries"];
  assert.deepEqual(messages("lib/shared/a.ts", 'import "../server/log.ts";'), boundary);
  assert.deepEqual(messages("lib/shared/a.ts", 'export * from "../server/log.ts";'), boundary);
  assert.deepEqual(messages("lib/shared/a.ts", 'await import("../server/log.ts");'), boundary);
  assert.deepEqual(messages("lib/shared/a.ts", "Date.now(); Math.random(); new Date();"), [
    "conflux/shared-purity",
    "conflux/shared-purity",
    "conflux/shared-purity",
  ]);
  assert.deepEqual(messages("lib/server/a.ts", "Date.now();"), []);
});
