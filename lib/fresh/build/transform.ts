// Owns what is done to static files on their way out: the app's transforms, and then, as in every
// build, the key of the build on what style sheets name.

import { getBuildId } from "../build_id.ts";
import { addCacheKey } from "../cache_key.ts";

/** Which files a transform is for, by their absolute paths. */
export interface TransformOptions {
  pluginName: string;
  filter: RegExp;
}

export interface TransformArgs {
  /** Absolute. */
  path: string;
  text: string;
  content: Uint8Array;
  target: string | string[];
  mode: "development" | "production";
  root: string;
}

/** Gives the new content. */
export type TransformFn = (
  args: TransformArgs,
) => { content: string | Uint8Array } | Promise<{ content: string | Uint8Array }>;

export interface Transformer {
  add(options: TransformOptions, transform: TransformFn): void;
  /** The content of a file, or null where nothing is done to it. */
  process(
    path: string,
    facts: Pick<TransformArgs, "target" | "mode" | "root">,
  ): Promise<Uint8Array<ArrayBuffer> | null>;
}

const cssUrl = /url\(("[^"]+"|'[^']+'|[^)]+)\)/g;

/** Makes the transformer of a builder. */
export function createTransformer(): Transformer {
  const transforms: { filter: RegExp; transform: TransformFn }[] = [];
  const last = { filter: /\.css$/, transform: keyUrls };
  return {
    add: ({ filter }, transform) => void transforms.push({ filter, transform }),
    async process(path, facts) {
      const fitting = [...transforms, last].filter(({ filter }) => filter.test(path));
      if (fitting.length === 0) return null;
      let content: Uint8Array<ArrayBuffer> = await Deno.readFile(path);
      for (const { transform } of fitting) {
        const text = new TextDecoder().decode(content);
        const result = (await transform({ ...facts, path, content, text })).content;
        content = typeof result === "string"
          ? new TextEncoder().encode(result)
          : new Uint8Array(result);
      }
      return content;
    },
  };
}

function keyUrls({ text }: TransformArgs): { content: string } {
  return {
    content: text.replaceAll(cssUrl, (_, quoted: string) => {
      const url = /^["']/.test(quoted) ? quoted.slice(1, -1) : quoted;
      return `url(${JSON.stringify(addCacheKey(url, getBuildId()))})`;
    }),
  };
}
