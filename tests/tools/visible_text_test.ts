import assert from "node:assert/strict";
import plugin from "../../tools/visible_text.ts";

const root = new URL("../../", import.meta.url).pathname;

function findings(source: string, file = "lib/ui/call/A.tsx"): number {
  return Deno.lint.runPlugin(plugin, root + file, source).length;
}

Deno.test("[F16] words outside of the catalogue are found wherever they can be seen or heard", () => {
  for (
    const source of [
      "<p>Hello</p>",
      "<p>你好</p>",
      '<p>{"Hello"}</p>',
      "<p>{`Hello ${name}`}</p>",
      '<p>{isOpen ? "open" : text.closed}</p>',
      '<>{isOpen && "open"}</>',
      '<button aria-label="Close" />',
      '<button title={isOn ? "On" : "Off"} />',
      '<input placeholder="Name" />',
      '<Field label="Name" />',
      '<Field hint={"say " + name} />',
      'const words = "Something went wrong";',
      'const words = "等候室";',
      "const words = `Meeting of ${name}`;",
    ]
  ) assert.ok(findings(source) > 0, source);
});

Deno.test("[F16] code, signs, numbers and bugs are not words", () => {
  for (
    const source of [
      "<p>{text.hello}</p>",
      "<p>· — 👍 ({count})</p>",
      '<p class="big words">{name}</p>',
      '<p data-state={isOpen ? "open" : "shut"}>{`${left} / ${right}`}</p>',
      'throw new Error("The page has no head");',
      'document.querySelector("main .tile");',
    ]
  ) assert.equal(findings(source), 0, source);
});

Deno.test("[F16] catalogues and what no person sees are left alone", () => {
  for (const file of ["lib/ui/text/en/mod.ts", "lib/ui/text/zh/errors.ts", "lib/browser/call.ts"]) {
    assert.equal(findings('const words = "Something went wrong 等候室";', file), 0, file);
  }
  assert.ok(findings('const words = "Something went wrong";', "routes/index.tsx") > 0);
  assert.ok(findings('const words = "Something went wrong";', "islands/Home.tsx") > 0);
});
