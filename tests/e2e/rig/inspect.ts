// What a machine can tell about a screen: axe-core, and whether anything sticks out sideways.

import type { Page } from "playwright-core";

const axe = await Deno.readTextFile(
  new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url),
);

/**
 * What axe-core finds that is serious or worse. Contrast is left out where the system forces its
 * colours: axe looks at those of the style sheet, which nobody sees then.
 */
export async function findings(page: Page): Promise<string[]> {
  // Evaluated, not added as a <script>: the page's policy forbids that, and is to stay on.
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(axe);
  const results = await page.evaluate(() => {
    const isForced = matchMedia("(forced-colors: active)").matches;
    return Reflect.get(globalThis, "axe").run({
      resultTypes: ["violations"],
      rules: { "color-contrast": { enabled: !isForced } },
    });
  });
  type Violation = { id: string; impact: string; nodes: { html: string }[] };
  return results.violations
    .filter(({ impact }: Violation) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }: Violation) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** True where the page does not scroll sideways. */
export async function isWithinViewport(page: Page): Promise<boolean> {
  return await page.evaluate(() =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth
  );
}
