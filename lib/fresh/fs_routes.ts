// Owns what the names under routes/ mean: patterns, their order, groups, and the special files that
// apply to everything beside and below them. Works on names; running the files is route_module.ts.

import { runChain, type Scope } from "./chain.ts";
import { HttpError } from "./http_error.ts";
import type { Render, Shell } from "./render.ts";
import { loadComponent, loadMiddlewares, runRouteFile } from "./route_module.ts";
import type { Middleware } from "./handlers.ts";
import type { RouteFile } from "./snapshot.ts";

/** One route that a file makes. */
export interface FsRoute {
  pattern: string;
  /** Scopes of the folders it is in, without the root. */
  scopes: Scope<unknown>[];
  shell: Shell;
  run: Middleware<unknown>;
}

/** All that the files under routes/ make. */
export interface FsRoutes {
  rootScope: Scope<unknown> | undefined;
  rootShell: Shell;
  routes: FsRoute[];
}

const SPECIAL = new Set(["_app", "_layout", "_middleware", "_error"]);

/** Reads the meaning of the files under routes/, most specific route first. */
export function planFsRoutes(files: RouteFile[], render: Render): FsRoutes {
  const special = new Map<string, RouteFile>();
  const pages: RouteFile[] = [];
  for (const file of files) {
    const name = withoutExtension(file.path);
    const base = name.slice(name.lastIndexOf("/") + 1);
    if (SPECIAL.has(base)) special.set(name, file);
    else if (base.startsWith("_")) {
      throw new Error(`lib/fresh has no ${base} files: ${file.path}`);
    } else pages.push(file);
  }

  const at = (folder: string, name: string) =>
    special.get(folder === "" ? name : `${folder}/${name}`);
  const shellOf = (folders: string[]): Shell =>
    [at("", "_app"), ...folders.map((folder) => at(folder, "_layout"))]
      .filter((file) => file !== undefined)
      .map((file) => () => loadComponent(file));
  const scopeOf = (folders: string[]): Scope<unknown> | undefined => {
    const folder = folders.at(-1) ?? "";
    const middleware = at(folder, "_middleware");
    const error = at(folder, "_error");
    if (middleware === undefined && error === undefined) return undefined;
    return {
      depth: folders.length - 1,
      covers: () => true,
      middlewares: middleware === undefined ? [] : [runMiddlewareFile(middleware)],
      onError: error && runErrorFile(error, render, shellOf(folders)),
    };
  };

  return {
    rootScope: scopeOf([""]),
    rootShell: shellOf([""]),
    routes: pages.toSorted((a, b) => compareSpecificity(a.path, b.path)).map(
      (file) => {
        const folders = foldersOf(file.path);
        const shell = shellOf(folders);
        return {
          pattern: toPattern(file.path),
          scopes: folders.slice(1).map((_, i) => scopeOf(folders.slice(0, i + 2)))
            .filter((scope) => scope !== undefined),
          shell,
          run: (ctx) => runRouteFile(ctx, file, { render, shell }),
        };
      },
    ),
  };
}

function runMiddlewareFile(file: RouteFile): Middleware<unknown> {
  return async (ctx) => {
    const { next } = ctx;
    const middlewares = await loadMiddlewares(file);
    return await runChain(ctx, [{ depth: 0, covers: () => true, middlewares }], () => next());
  };
}

function runErrorFile(file: RouteFile, render: Render, shell: Shell): Middleware<unknown> {
  return (ctx) => {
    const status = ctx.error instanceof HttpError ? ctx.error.status : 500;
    return runRouteFile(ctx, file, { render, shell, status });
  };
}

function withoutExtension(path: string): string {
  return path.replace(/\.[jt]sx?$/, "");
}

/** `a/b/c.tsx` is in the folders ``, `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return ["", ...parts.map((_, i) => parts.slice(0, i + 1).join("/"))];
}

function segmentsOf(path: string): string[] {
  const segments = withoutExtension(path).split("/").filter((part) => !/^\(.*\)$/.test(part));
  return segments.at(-1) === "index" ? segments.slice(0, -1) : segments;
}

/** The URL pattern of a file: `j/[id].tsx` is `/j/:id`, `old/[...rest].ts` is `/old/:rest*`. */
export function toPattern(path: string): string {
  const pattern = segmentsOf(path).map((segment) => {
    if (segment.startsWith("[[")) {
      throw new Error(`lib/fresh has no optional segments: ${path}`);
    }
    return segment
      .replace(/[\\:*?+(){}]/g, "\\$&")
      .replace(/^\[\.\.\.(\w+)\]$/, ":$1*")
      .replace(/\[(\w+)\]/g, ":$1");
  });
  return `/${pattern.join("/")}`;
}

function rankOf(segment: string | undefined): number {
  if (segment === undefined) return 0;
  if (segment.startsWith("[...")) return 3;
  return segment.includes("[") ? 2 : 1;
}

function compareSpecificity(a: string, b: string): number {
  const [left, right] = [segmentsOf(a), segmentsOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = rankOf(left[i]) - rankOf(right[i]);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : 1;
}
