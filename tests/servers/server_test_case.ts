// Tests of servers that are processes of their own. Where one fails, what its servers said is printed
// too: a client only sees a connection that ends.

import { type AppProcess, serveApp } from "../e2e/rig/app_process.ts";

/** A server that works says a line per person; the last ones tell what it died of. */
const shownLines = 60;

/** Makes a `test` for tests that have a server of their own each, with these settings. */
export function testsOnServer(settings: Record<string, string> = {}) {
  return (name: string, run: (app: AppProcess) => Promise<void>): void =>
    Deno.test(name, async () => {
      await using app = await serveApp(settings);
      await showLogs([app], () => run(app));
    });
}

/** Runs a test of servers; prints how their logs end where it fails. */
export async function showLogs(
  apps: readonly AppProcess[],
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    for (const { origin, output } of apps) {
      console.error(
        `The log of ${origin} ends:\n${output.split("\n").slice(-shownLines).join("\n")}`,
      );
    }
    throw error;
  }
}
