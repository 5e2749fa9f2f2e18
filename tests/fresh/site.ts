// Shared by these tests: the site, built in memory and to disk, and small helpers. Built at module
// level, as esbuild's process is to live outside every test.

import { Builder } from "fresh/dev";
import { app } from "./site/main.ts";

/** The folder of the site. */
export const siteRoot = new URL("./site", import.meta.url).pathname;

const apply = await new Builder({ root: siteRoot }).build({ snapshot: "memory" });
apply(app);

type Handler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

/** Answers requests to the site, built in memory. */
export const site: Handler = app.handler();

/** Asks the site. */
export function ask(path: string, init?: RequestInit): Promise<Response> {
  return site(new Request(`http://localhost${path}`, init));
}

/** The status and the body of an answer. */
export async function read(answer: Response | Promise<Response>): Promise<[number, string]> {
  const response = await answer;
  return [response.status, await response.text()];
}

/** Runs `act` while nothing is printed as an error; gives back what would have been. */
export async function listen(act: () => Promise<unknown>): Promise<string> {
  const logged: unknown[] = [];
  const original = console.error;
  console.error = (...values) => logged.push(...values);
  try {
    await act();
  } finally {
    console.error = original;
  }
  return logged.map((one) => one instanceof Error ? one.stack : one).join("\n");
}
