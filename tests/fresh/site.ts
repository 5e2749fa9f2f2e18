// Shared by the tests of lib/fresh: the fixture site built in memory, and small helpers. Built at
// module level, so that esbuild's process lives outside every test.

import { Builder } from "fresh/dev";
import { app } from "./fixture/site/main.ts";

/** The folder of the fixture site. */
export const siteRoot = new URL("./fixture/site", import.meta.url).pathname;

const apply = await new Builder({ root: siteRoot }).build({ snapshot: "memory" });
apply(app);

/** Answers requests to the fixture site. */
export const site = app.handler();

/** Asks the fixture site. */
export function ask(path: string, init?: RequestInit): Promise<Response> {
  return site(new Request(`http://localhost${path}`, init));
}

/** The status and the body of an answer. */
export async function read(answer: Response | Promise<Response>): Promise<[number, string]> {
  const response = await answer;
  return [response.status, await response.text()];
}

/** Collects the lines of a stream, so that a test can wait for one. */
export function createLineReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const lines = stream.pipeThrough(new TextDecoderStream());
  const reader = lines.getReader();
  const seen: string[] = [];
  let rest = "";
  return {
    /** The first match in a line that was not read before; throws when the stream ends first. */
    async next(pattern: RegExp): Promise<RegExpExecArray> {
      while (true) {
        const end = rest.indexOf("\n");
        if (end === -1) {
          const { value, done } = await reader.read();
          if (done) throw new Error(`No line matches ${pattern}; there were:\n${seen.join("\n")}`);
          rest += value;
          continue;
        }
        const line = rest.slice(0, end);
        rest = rest.slice(end + 1);
        seen.push(line);
        const match = pattern.exec(line);
        if (match !== null) return match;
      }
    },
    /** Waits for the end of the stream. */
    async end(): Promise<void> {
      while (!(await reader.read()).done);
    },
    cancel: () => reader.cancel(),
  };
}
