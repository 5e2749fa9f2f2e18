// The build of the real app, made once per test process. At module level: esbuild's child process
// would trip the sanitizers inside a test.

import { createBuilder } from "../../tools/build/builder.ts";

const builder = await createBuilder({ root: new URL("../../", import.meta.url).pathname });

/** Puts the build into an app. */
export const applyBuild = await builder.build({ snapshot: "memory" });
