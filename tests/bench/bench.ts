// `deno task bench`: the signalling; `deno task bench call`: calls in a browser, in a network of their
// own. Each writes its part of docs/BENCH.md and leaves the other's.

import { build } from "./servers.ts";

const [what, ...words] = Deno.args;
if (what === "call") {
  await build();
  const root = new URL("../../", import.meta.url).pathname;
  const { code } = await new Deno.Command("sh", {
    args: [
      "tests/lab/loopback.sh",
      Deno.execPath(),
      "run",
      "-A",
      "tests/bench/call/run.ts",
      ...words,
    ],
    cwd: root,
    env: { CONFLUX_IS_BUILT: "1" },
  }).spawn().status;
  Deno.exit(code);
} else {
  await import("./signalling_bench.ts");
}
