import assert from "node:assert/strict";
import { browserFamily } from "../../../lib/ui/devices/browser_family.ts";

Deno.test("browsers are told apart for instructions", () => {
  const mac =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18 Safari/605";
  assert.equal(browserFamily(mac, 0), "safari");
  assert.equal(browserFamily(mac, 5), "ios");
  assert.equal(browserFamily("Mozilla/5.0 (X11; Linux) Chrome/156 Safari/537", 0), "chromium");
  assert.equal(browserFamily("Mozilla/5.0 (X11; Linux; rv:150) Gecko Firefox/150", 0), "firefox");
  assert.equal(browserFamily("Mozilla/5.0 (Linux; Android 16) Chrome/156 Mobile", 5), "android");
});
