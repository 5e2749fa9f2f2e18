// All that a report says of the browser.

import assert from "node:assert/strict";
import { nameBrowser } from "../../../lib/browser/doctor/browser.ts";

const agents: [string, string][] = [
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.8078.79 Safari/537.36",
    "Chrome 156",
  ],
  ["Mozilla/5.0 AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.3.1", "Edge 156"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox 150"],
  ["Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/26.1 Safari/605.1.15", "Safari 26"],
  ["something at 10.1.2.3", "another browser"],
];
for (const [agent, name] of agents) {
  Deno.test(`[F14] the browser is named ${name}`, () => assert.equal(nameBrowser(agent), name));
}
