// Owns what the files under routes/ mean: their patterns, which of them a path finds, and the two that
// stand around every page, `_app` and `_layout`. Loads none of them but those two.

import { HttpError } from "./http_error.ts";
import type { Page, Shell } from "./render.ts";
import type { RouteFile } from "./snapshot.ts";

/** The methods that a route of a file is added for. */
export const knownMethods: ReadonlySet<string> = new Set([
  ...["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
]);

/** What answers where no route does. Throws at once, as Fresh's does. */
export function notFound(): never {
  throw new HttpError(404);
}

export interface FoundRoute {
  file: RouteFile;
  params: Record<string, string>;
}

export interface RoutePlan {
  /** The route of a path; throws URIError where a part of it cannot be decoded. */
  find(pathname: string): FoundRoute | null;
  loadShell(): Promise<Shell>;
}

/** Plans the routes of files; throws at names that lib/fresh gives no meaning to. */
export function planRoutes(files: readonly RouteFile[]): RoutePlan {
  const pages = new Map<string, RouteFile>();
  const shell = { app: byName(files, "_app"), layout: byName(files, "_layout") };
  for (const file of files) {
    if (file !== shell.app && file !== shell.layout) pages.set(toPattern(file.path), file);
  }
  // A path without parameters goes first, whatever the order of the others.
  const patterns = [...pages].filter(([pattern]) => pattern.includes(":"))
    .map(([pathname, file]) => ({ pattern: new URLPattern({ pathname }), file }));
  return {
    find(pathname) {
      const other = pathname.endsWith("/") ? pathname.slice(0, -1) : `${pathname}/`;
      const fixed = pages.get(pathname) ?? pages.get(other);
      if (fixed) return { file: fixed, params: {} };
      for (const { pattern, file } of patterns) {
        const match = pattern.exec({ pathname });
        if (match) return { file, params: decodeParams(match.pathname.groups) };
      }
      return null;
    },
    async loadShell() {
      return { app: await loadComponent(shell.app), layout: await loadComponent(shell.layout) };
    },
  };
}

function byName(files: readonly RouteFile[], name: string): RouteFile | undefined {
  return files.find(({ path }) => path.replace(/\.[jt]sx?$/, "") === name);
}

/** `j/[id].tsx` → `/j/:id`, `a/index.ts` → `/a`. */
function toPattern(path: string): string {
  const parts = path.replace(/\.[jt]sx?$/, "").split("/");
  const odd = parts.find((part) => !/^(\[\w+\]|[^_()[\]][^()[\]]*)$/.test(part));
  if (odd !== undefined) throw new Error(`lib/fresh has no routes named "${odd}": ${path}`);
  if (parts.at(-1) === "index") parts.pop();
  return `/${parts.map((part) => part.replace(/^\[(\w+)\]$/, ":$1")).join("/")}`;
}

function decodeParams(groups: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value = ""]) => [name, decodeURI(value)]),
  );
}

async function loadComponent(file: RouteFile | undefined): Promise<Page | null> {
  if (!file) return null;
  const exports = await file.load();
  if (typeof exports.default !== "function") {
    throw new Error(`Cannot use ${file.path}: its default export is not a component`);
  }
  return exports.default as Page;
}
