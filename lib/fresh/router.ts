// Owns matching a path and a method to a route: fixed paths first, then patterns in the order they
// were added. Generic in what a route is, so it knows nothing of handlers.

/** What a request matched: a route, a path without that method, or nothing. */
export type Match<Target> =
  | {
    kind: "route";
    target: Target;
    params: Record<string, string>;
    pattern: string;
  }
  | { kind: "method-missing" }
  | { kind: "none" };

/** Stands for every method. */
export const ANY_METHOD = "*";

interface Group<Target> {
  pattern: string;
  urlPattern: URLPattern;
  byMethod: Map<string, Target>;
}

/** Routes by path and method. */
export class Router<Target> {
  readonly #fixed = new Map<string, Group<Target>>();
  readonly #dynamic = new Map<string, Group<Target>>();

  /** Adds a route; the first one for a pattern and method stays. */
  add(method: string, pattern: string, target: Target): void {
    const groups = /[:*?+(){}]/.test(pattern) ? this.#dynamic : this.#fixed;
    const group = groups.get(pattern) ?? {
      pattern,
      urlPattern: new URLPattern({ pathname: pattern }),
      byMethod: new Map<string, Target>(),
    };
    groups.set(pattern, group);
    if (!group.byMethod.has(method)) group.byMethod.set(method, target);
  }

  /** Finds the route for a request. */
  match(method: string, pathname: string): Match<Target> {
    const fixed = this.#fixed.get(pathname);
    if (fixed !== undefined) return pick(fixed, method, {});
    let result: Match<Target> = { kind: "none" };
    for (const group of this.#dynamic.values()) {
      const found = group.urlPattern.exec({ pathname });
      if (found === null) continue;
      result = pick(group, method, decodeParams(found.pathname.groups));
      if (result.kind === "route") return result;
    }
    return result;
  }
}

function pick<Target>(
  { byMethod, pattern }: Group<Target>,
  method: string,
  params: Record<string, string>,
): Match<Target> {
  const target = byMethod.get(method) ??
    (method === "HEAD" ? byMethod.get("GET") : undefined) ??
    byMethod.get(ANY_METHOD);
  if (target === undefined) return { kind: "method-missing" };
  return { kind: "route", target, params, pattern };
}

function decodeParams(groups: Record<string, string | undefined>): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    if (value !== undefined) params[name] = decodeOrKeep(value);
  }
  return params;
}

function decodeOrKeep(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // A malformed escape such as `%zz` is a strange but valid path; the route gets it as it came.
    return value;
  }
}
