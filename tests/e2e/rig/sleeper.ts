// A browser on a machine of its own that can be put to sleep: every one of its processes is stopped, and
// goes on later as if no time had passed.

import type { Browser } from "playwright-core";
import { launchBrowser } from "./people.ts";
import { descendantsOf, signalAll } from "./process_tree.ts";

export interface Sleeper {
  readonly browser: Browser;
  sleep(): Promise<void>;
  wake(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Launches the browser. */
export async function launchSleeper(): Promise<Sleeper> {
  const folder = await Deno.makeTempDir({ prefix: "conflux-sleeper-" });
  const executablePath = `${folder}/chromium.sh`;
  // Playwright does not tell the pid; it stays the same through exec.
  const script = `#!/bin/sh\necho $$ >${folder}/pid\nexec /usr/bin/chromium "$@"\n`;
  await Deno.writeTextFile(executablePath, script, { mode: 0o755 });
  const browser = await launchBrowser({ executablePath });
  const pid = Number(await Deno.readTextFile(`${folder}/pid`));
  let asleep: number[] = [];

  function wake(): void {
    signalAll(asleep, "SIGCONT");
    asleep = [];
  }

  return {
    browser,
    async sleep() {
      asleep = [pid, ...await descendantsOf(pid)];
      signalAll(asleep, "SIGSTOP");
    },
    wake,
    async [Symbol.asyncDispose]() {
      // One that is stopped cannot be closed.
      wake();
      await browser.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
