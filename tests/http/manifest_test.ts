// The web app manifest: everything it names is there, and is what it says.

import assert from "node:assert/strict";
import { applyBuild } from "../fakes/built_app.ts";
import { startServer } from "../fakes/test_server.ts";

interface Manifest {
  id: string;
  display: string;
  start_url: string;
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
  shortcuts: { url: string }[];
}

/** Width and height of a PNG (section 11.2.2, IHDR). */
function pngSize(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer);
  assert.equal(view.getUint32(12), 0x49484452, "IHDR");
  return `${view.getUint32(16)}x${view.getUint32(20)}`;
}

Deno.test("the manifest makes an app that can be installed", async () => {
  await using server = await startServer(applyBuild);
  const page = await server.request("/", { headers: { accept: "text/html" } });
  const [, href = ""] = /<link rel="manifest" href="([^"]+)"/.exec(page.text) ?? [];
  const answer = await server.request(href);
  assert.match(answer.headers.get("content-type") ?? "", /^application\/manifest\+json/);
  const manifest: Manifest = JSON.parse(answer.text);
  assert.equal(manifest.display, "standalone");
  assert.equal(manifest.id, "/");
  for (const url of [manifest.start_url, ...manifest.shortcuts.map((one) => one.url)]) {
    const found = await server.request(url, { headers: { accept: "text/html" } });
    assert.equal(found.status, 200, url);
  }
  for (const icon of manifest.icons) {
    const found = await fetch(server.origin + icon.src);
    const bytes = new Uint8Array(await found.arrayBuffer());
    assert.equal(found.headers.get("content-type")?.split(";")[0], icon.type, icon.src);
    if (icon.type === "image/png") assert.equal(pngSize(bytes), icon.sizes, icon.src);
  }
  const sizes = (purpose?: string) =>
    manifest.icons.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
  assert.deepEqual(sizes("maskable"), ["512x512"]);
  for (const size of ["192x192", "512x512"]) assert.ok(sizes().includes(size), size);
});
