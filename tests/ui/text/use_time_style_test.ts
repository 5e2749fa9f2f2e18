import assert from "node:assert/strict";
import { localeOf } from "../../../lib/ui/text/use_time_style.ts";

Deno.test("[F16] times are written in the browser's own variety of the page's language", () => {
  assert.equal(localeOf("en", ["zh-CN", "en-GB", "en-US"]), "en-GB");
  assert.equal(localeOf("zh-CN", ["zh-SG"]), "zh-SG");
  assert.equal(localeOf("zh-CN", ["zh-TW", "en"]), "zh-CN", "never in another script");
  assert.equal(localeOf("en", []), "en");
});
