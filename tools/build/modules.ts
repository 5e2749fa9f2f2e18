// Which modules a module needs at once, read off what the bundler says of its output. Pure.

import type { BuildRecord } from "../../lib/server/http/mod.ts";
import { languages } from "../../lib/shared/languages.ts";

/** The part of esbuild's metafile that is read: outputs by their path below the folder of scripts. */
export interface Metafile {
  readonly outputs: Readonly<
    Record<string, {
      readonly entryPoint?: string;
      readonly imports: readonly { readonly path: string; readonly kind: string }[];
    }>
  >;
}

/** The file that has the words of a language. */
const wordsOf = (language: string) => `lib/ui/text/${language.split("-")[0]}/mod.ts`;

/** What follows each module and each language, as URLs below `base`. */
export function readModules(
  { outputs }: Metafile,
  base: string,
): Pick<BuildRecord, "imports" | "words"> {
  const importsOf = (path: string, found = new Set<string>()): ReadonlySet<string> => {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind !== "import-statement" || found.has(imported) || !(imported in outputs)) continue;
      found.add(imported);
      importsOf(imported, found);
    }
    return found;
  };
  const scripts = Object.entries(outputs).filter(([path]) => path.endsWith(".js"));
  return {
    imports: Object.fromEntries(
      scripts.map(([path]) => [base + path, [...importsOf(path)].map((one) => base + one)]),
    ),
    words: Object.fromEntries(
      languages.flatMap((language) =>
        scripts.filter(([, { entryPoint }]) => entryPoint?.endsWith(wordsOf(language)))
          .map(([path]) => [language, base + path])
      ),
    ),
  };
}
