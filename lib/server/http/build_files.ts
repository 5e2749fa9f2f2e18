// What our own part of a build wrote beside Fresh's (tools/build): compressed copies of everything that
// is fixed, the files of builds before that open pages may still ask for, and which modules a module
// needs. Fresh serves the files; here their answers get smaller, and pages ask for what follows ahead.

import * as z from "zod/mini";
import { encodings, pickEncoding } from "./encoding.ts";

/** Where it is written, in the folder of the build. */
export const recordName = "files.json";
export const copiesFolder = "compressed";

const Encoded = z.partialRecord(z.enum(encodings), z.number());

/** What is written down. */
export const BuildRecord = z.object({
  /** Whose files these are; a record of another build than the one that is served counts for nothing. */
  buildId: z.string(),
  /** Sizes of the copies in bytes, by the path of the file. */
  copies: z.record(z.string(), Encoded),
  /** Types of the scripts of builds before, by path; their files lie where Fresh wrote them. */
  kept: z.record(z.string(), z.string()),
  /** All modules that a module imports at once, by its path. */
  imports: z.record(z.string(), z.array(z.string())),
  /** The module with the words of a language, by its tag. */
  words: z.record(z.string(), z.string()),
});
export type BuildRecord = z.infer<typeof BuildRecord>;

export interface BuildFiles {
  /** A script of a build before this one, or null. */
  findKept(pathname: string): Promise<Response | null>;
  /** The answer to a request for a fixed file, compressed where the browser takes that. */
  encode(req: Request, answer: Response): Promise<Response>;
  /** Modules that will be asked for after those of a `Link` header, and the words of a language. */
  followers(link: string, language: string): string[];
}

const nothing: BuildFiles = {
  findKept: () => Promise.resolve(null),
  encode: (_, answer) => Promise.resolve(answer),
  followers: () => [],
};

/** Reads what a build wrote into `folder`; does nothing where that is of another build, or missing. */
export async function readBuildFiles(folder: URL, buildId: string): Promise<BuildFiles> {
  const record = await readRecord(new URL(recordName, folder));
  if (record?.buildId !== buildId) return nothing;
  const { copies, kept, imports, words } = record;
  return {
    async findKept(pathname) {
      const type = Object.hasOwn(kept, pathname) ? kept[pathname] : undefined;
      if (!type) return null;
      try {
        const { readable } = await Deno.open(new URL(`static${pathname}`, folder));
        return new Response(readable, {
          headers: { "content-type": type, "cache-control": "public, max-age=31536000, immutable" },
        });
      } catch (error) {
        // Somebody has cleared up: to the page that asks it is all the same.
        if (error instanceof Deno.errors.NotFound) return null;
        throw error;
      }
    },
    async encode(req, answer) {
      const { pathname } = new URL(req.url);
      const sizes = Object.hasOwn(copies, pathname) ? copies[pathname] : undefined;
      if (!sizes || answer.status !== 200) return answer;
      answer.headers.append("vary", "Accept-Encoding");
      const available = encodings.filter((name) => sizes[name] !== undefined);
      const encoding = pickEncoding(req.headers.get("accept-encoding"), available);
      if (!encoding) return answer;
      const headers = new Headers(answer.headers);
      // The bytes differ with the encoding, and so does their tag (RFC 9110, section 8.8.3.3).
      const tag = tagOf(answer.headers.get("etag"), encoding);
      if (tag) headers.set("etag", tag);
      await answer.body?.cancel();
      if (tag && isKnown(req.headers.get("if-none-match"), tag)) {
        headers.delete("content-length");
        return new Response(null, { status: 304, headers });
      }
      headers.set("content-encoding", encoding);
      headers.set("content-length", String(sizes[encoding]));
      if (req.method === "HEAD") return new Response(null, { headers });
      const copy = new URL(`${copiesFolder}${encodeURI(pathname)}.${encoding}`, folder);
      return new Response((await Deno.open(copy)).readable, { headers });
    },
    followers(link, language) {
      const asked = [...link.matchAll(/<([^>]+)>; rel="modulepreload"/g)].map(([, url]) =>
        url ?? ""
      );
      const all = new Set(
        [...asked, words[language] ?? ""].flatMap((url) => [url, ...imports[url] ?? []]),
      );
      return [...all].filter((url) => url !== "" && !asked.includes(url));
    },
  };
}

async function readRecord(path: URL): Promise<BuildRecord | null> {
  try {
    const read = BuildRecord.safeParse(JSON.parse(await Deno.readTextFile(path)));
    return read.success ? read.data : null;
  } catch {
    // Not built, or not by us: everything is served as it is.
    return null;
  }
}

function tagOf(tag: string | null, encoding: string): string | null {
  const [, opaque] = /^(?:W\/)?"([^"]+)"$/.exec(tag ?? "") ?? [];
  return opaque === undefined ? null : `"${opaque}-${encoding}"`;
}

/** Compared weakly, as If-None-Match does (RFC 9110, section 13.1.2). */
function isKnown(header: string | null, tag: string): boolean {
  return (header ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}
