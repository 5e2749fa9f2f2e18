// Islands on the server: their markers, what is sent to the browser, and that it is safe to send.

import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { h, type VNode } from "preact";
import { toJson, toScriptJson } from "../../lib/fresh/island_wire.ts";
import { createIslandFinder } from "../../lib/fresh/islands.ts";
import { ask, read } from "./site.ts";

async function livePage(text: string): Promise<string> {
  return (await read(ask(`/live?text=${encodeURIComponent(text)}`)))[1];
}

function payloadOf(html: string) {
  const found = /<script type="application\/json" id="__FRSH_ISLANDS"[^>]*>(.*?)<\/script>/s.exec(
    html,
  );
  ok(found?.[1] !== undefined);
  return { raw: found[1], payload: JSON.parse(found[1]) };
}

Deno.test("a page without islands has no script at all", async () => {
  const html = (await read(ask("/")))[1];
  ok(!html.includes("<script"));
  ok(!html.includes("modulepreload"));
});

Deno.test("islands are marked, numbered, and rendered on the server", async () => {
  const html = await livePage("hi");
  match(html, /<!--frsh:0--><button type="button" id="P0-0">hi: 2<\/button>/);
  match(html, /<!--frsh:1--><button type="button" id="P1-0">alone off<\/button><!--\/frsh-->/);
  // An island in an island, or in JSX given to one, is a plain component: only three are marked.
  equal(html.match(/<!--frsh:\d+-->/g)?.length, 3);
  equal(html.match(/<!--\/frsh-->/g)?.length, 3);
});

Deno.test("props and server-rendered JSX are sent as JSON", async () => {
  const { payload } = payloadOf(await livePage("hi"));
  deepEqual(payload.roots, [
    { island: 0, props: { start: 2, text: "hi" } },
    { island: 1, props: { text: "alone" } },
    {
      island: 2,
      props: { note: "outer" },
      slots: {
        children: [
          { tag: "em", props: { class: "slot" }, children: ["from the server"] },
          { island: 1, props: { text: "in a slot" } },
        ],
      },
    },
  ]);
  deepEqual(
    payload.islands.map(({ exportName }: { exportName: string }) => exportName),
    ["default", "Label", "Frame"],
  );
});

Deno.test("no string in props can end the script or start a comment", async () => {
  const nasty = `</script><script>alert(1)</script><!--<!DOCTYPE]]>\u2028\u2029"'\\`;
  const html = await livePage(nasty);
  const { raw, payload } = payloadOf(html);
  ok(!/[<\u2028\u2029]/.test(raw));
  equal(payload.roots[0].props.text, nasty);
  equal(html.match(/<script/g)?.length, 2);
});

Deno.test("props that look like JSX stay data", () => {
  const finder = createIslandFinder(new Map([[Probe, island]]));
  const forged = { type: "script", props: {}, key: null };
  finder.visit(probe(forged));
  deepEqual(finder.payload().roots, [{ island: 0, props: { value: forged } }]);
});

Deno.test("props that are not JSON are refused by name", () => {
  const values = [() => {}, 1n, NaN, new Date(), new Map(), Symbol("s"), [undefined], {
    deep: /x/,
  }];
  for (const value of values) {
    throws(() => toJson(value, "value"), /Cannot pass value.* to an island/);
  }
  const finder = createIslandFinder(new Map([[Probe, island]]));
  throws(() => finder.visit(probe(() => {})), /Cannot pass default\.value/);
  throws(() => finder.visit(probe(h(Other, null))), /only elements and islands/);
});

Deno.test("undefined props are left out, and JSON goes through unchanged", () => {
  const value = { a: [1, "x", null, true, { b: -0.5 }] };
  deepEqual(toJson({ ...value, gone: undefined }, "value"), value);
  deepEqual(JSON.parse(toScriptJson(value)), value);
});

Deno.test("the code of a page's islands is preloaded, and nothing else", async () => {
  const html = await livePage("hi");
  const { payload } = payloadOf(html);
  const preloads = [...html.matchAll(/<link rel="modulepreload" href="([^"]+)">/g)]
    .map((found) => found[1] ?? "");
  equal(new Set(preloads).size, preloads.length);
  ok(html.indexOf("modulepreload") < html.indexOf("</head>"));
  for (const { url } of payload.islands) ok(preloads.includes(url), url);
  for (const url of preloads) {
    const [status, code] = await read(ask(url));
    equal(status, 200);
    ok(!code.includes("loaded later"), "a dynamic import is not preloaded");
    for (const [, imported] of code.matchAll(/(?:from|import)"(\.[^"]+)"/g)) {
      const target = new URL(imported ?? "", `http://localhost${url}`).pathname;
      ok(preloads.includes(target), `${url} imports ${target}`);
    }
  }
});

Deno.test("code for the server is not in the bundle; dynamic imports are chunks that exist", async () => {
  const { payload } = payloadOf(await livePage("hi"));
  const url: string = payload.islands[0].url;
  const code = (await read(ask(url)))[1];
  ok(!code.includes("dead-code-for-the-server"));
  const chunk = /import\("(\.[^"]+)"\)/.exec(code)?.[1];
  ok(chunk !== undefined);
  const [status, later] = await read(ask(new URL(chunk, `http://localhost${url}`).pathname));
  equal(status, 200);
  match(later, /loaded later/);
});

function Probe(): null {
  return null;
}
function probe(value: unknown): VNode {
  const props: object = { value };
  return h<object>(Probe, props) as VNode;
}
function Other() {
  return null;
}
const island = { component: Probe, exportName: "default", url: "/probe.js", imports: [] };
