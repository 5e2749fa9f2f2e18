import assert from "node:assert/strict";
import { splitNotices } from "../../../tools/build/notices.ts";

const notices = `/*! Bundled license information:

a/index.js:
  (*! (c) Somebody, ISC *)
*/`;

Deno.test("the notices of licences go out of a script, whole, and the script says where they are", () => {
  assert.deepEqual(splitNotices(`let a=1;export{a};\n${notices}\n`), {
    code: "let a=1;export{a};\n//! NOTICES.txt\n",
    notices,
  });
});

Deno.test("a script without notices, or with something behind them, is left alone", () => {
  assert.equal(splitNotices("let a=1;"), null);
  assert.equal(splitNotices(`${notices}\nlet a=1;`), null);
});
