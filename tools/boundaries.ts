// Lint plugin: who may import whom (docs/ARCHITECTURE.md), that a room is entered by its door, and no
// clock or randomness in lib/shared.

/** Layers by path below the project; the first match counts. */
const layers = [
  ["lib/shared/", "shared"],
  ["lib/server/", "server"],
  ["lib/browser/", "browser"],
  ["lib/ui/", "ui"],
  ["islands/", "islands"],
  ["routes/", "routes"],
] as const;
type Layer = typeof layers[number][1];

/** What each layer may import: other layers, packages by name (subpaths included), single files. */
const allowed: Record<Layer, readonly string[]> = {
  shared: ["shared", "zod"],
  server: [
    "server",
    "shared",
    "zod",
    "jose",
    "@redis/client",
    "rate-limiter-flexible",
    "prom-client",
    "@opentelemetry/api",
    "ws",
    "node:",
    "deno.json",
  ],
  browser: ["browser", "shared", "zod", "@preact/signals", "@noble/hashes"],
  ui: ["ui", "shared", "preact", "@preact/signals", "@lucide/icons"],
  islands: ["islands", "shared", "browser", "ui", "preact", "@preact/signals"],
  routes: ["routes", "shared", "server", "ui", "islands", "preact", "fresh", "utils.ts"],
};
/** Types of the call engine's public face are how components name what they show. */
const typeOnly: Partial<Record<Layer, string>> = { ui: "lib/browser/call_api.ts" };

/** Where every folder is a room, and `mod.ts` its door: the one file that others import. */
const doored = /^lib\/(shared|server|browser|ui)\//;
/**
 * Folders, and files, that are no rooms: each file is imported by itself, so that a page loads what it
 * shows and no more.
 */
const shelves: readonly string[] = [
  "lib/ui/base",
  // What opens the screens that are loaded on demand.
  "lib/ui/on_demand",
  // Words come with the screen that says them; all languages are for the server.
  "lib/ui/text/en",
  "lib/ui/text/all.ts",
];
const root = new URL("../", import.meta.url).pathname;

/** The layer of a path relative to the project, or null for the composition root and tests. */
function layerOf(path: string): Layer | null {
  return layers.find(([prefix]) => path.startsWith(prefix))?.[1] ?? null;
}

/** Where an import points: a layer or path of the project, or the package's name. */
function target(file: string, specifier: string): { path: string; isLocal: boolean } {
  if (!specifier.startsWith(".")) return { path: specifier, isLocal: false };
  const url = new URL(specifier, `file:///${file}`);
  return { path: url.pathname.slice(1), isLocal: true };
}

/** Why `file` may not import `specifier`, or null. Paths are relative to the project. */
export function whyForbidden(
  file: string,
  specifier: string,
  { isType }: { isType: boolean },
): string | null {
  const layer = layerOf(file);
  const { path, isLocal } = target(file, specifier);
  if (!layer) return null;
  const name = isLocal ? layerOf(path) ?? path : path;
  const isAllowed = allowed[layer].some((one) =>
    name === one || (one.endsWith(":") ? name.startsWith(one) : name.startsWith(`${one}/`))
  );
  if (isAllowed || (isType && path === typeOnly[layer])) return null;
  return `${layer} may not import ${isLocal ? path : specifier}`;
}

/** The door by which `file` has to go to what `specifier` names, or null where it may go straight. */
export function doorFor(file: string, specifier: string): string | null {
  const { path, isLocal } = target(file, specifier);
  if (file.startsWith("tests/") || file.startsWith("tools/")) return null;
  if (!isLocal || !doored.test(path)) return null;
  if (shelves.some((shelf) => path === shelf || path.startsWith(`${shelf}/`))) return null;
  const way = path.split("/");
  const here = file.split("/").slice(0, -1);
  const common = way.findIndex((part, at) => part !== here[at]);
  // From another layer one stands in front of the whole layer.
  const [room, ...inside] = way.slice(Math.max(common, 2));
  if (room === undefined || inside.length === 0 || inside.join("/") === "mod.ts") return null;
  return [...way.slice(0, Math.max(common, 2)), room, "mod.ts"].join("/");
}

const plugin: Deno.lint.Plugin = {
  name: "conflux",
  rules: {
    boundaries: {
      create(context) {
        const file = context.filename.replace(root, "").replace(/^\//, "");
        const check = (node: Deno.lint.Node, source: string, isType: boolean) => {
          const message = whyForbidden(file, source, { isType });
          if (message) context.report({ node, message });
          const door = doorFor(file, source);
          if (door) context.report({ node, message: `${source} is inside a room: use ${door}` });
        };
        return {
          ImportDeclaration: (node) => check(node, node.source.value, node.importKind === "type"),
          ExportNamedDeclaration(node) {
            if (node.source) check(node, node.source.value, node.exportKind === "type");
          },
          ExportAllDeclaration: (node) => check(node, node.source.value, false),
          ImportExpression(node) {
            if (node.source.type === "Literal" && typeof node.source.value === "string") {
              check(node, node.source.value, false);
            }
          },
        };
      },
    },
    "shared-purity": {
      create(context) {
        if (!context.filename.includes("/lib/shared/")) return {};
        const report = (node: Deno.lint.Node, what: string) =>
          context.report({ node, message: `${what} in lib/shared: take it as a parameter` });
        return {
          "MemberExpression[object.name='Date'][property.name='now']": (node: Deno.lint.Node) =>
            report(node, "Date.now"),
          "MemberExpression[object.name='Math'][property.name='random']": (
            node: Deno.lint.Node,
          ) => report(node, "Math.random"),
          "NewExpression[callee.name='Date']": (node: Deno.lint.Node) => report(node, "new Date"),
        };
      },
    },
  },
};
export default plugin;
