// Owns islands on the server: finds them while a page is rendered, marks where they stand, and writes
// the script that brings them to life. An island inside another one is part of it.

import { type AnyComponent, createContext, Fragment, h, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { jsxTemplate } from "preact/jsx-runtime";
import { endMarker, startMarker } from "./island_wire.ts";
import type { Island, Snapshot } from "./snapshot.ts";

type Props = Record<string, unknown>;

export interface IslandFinder {
  /** Puts a marked place in the place of an island; leaves every other component. */
  adopt(vnode: VNode<Props>): void;
  /** URLs of the modules that the page needs at once. */
  modules(): string[];
  /** The scripts of the page; rendered after everything else. */
  readonly Scripts: () => VNode | null;
}

const InsideContext = createContext(false);

/** Makes the finder for one page. */
export function createIslandFinder(
  { islands, runtimeUrl, pageScripts }: Pick<Snapshot, "islands" | "runtimeUrl" | "pageScripts">,
): IslandFinder {
  const byComponent = new Map(islands.map((island) => [island.component, island]));
  const found = new Set<Island>();
  const allProps: Props[] = [];
  let isOwn = false;

  /** The island's own vnode, which is not to be adopted again. */
  function own(component: AnyComponent, props: Props): VNode {
    isOwn = true;
    const vnode = h(component, props);
    isOwn = false;
    return vnode;
  }

  function Place({ island, props }: { island: Island; props: Props }) {
    const component = island.component as AnyComponent;
    if (useContext(InsideContext)) return own(component, props);
    found.add(island);
    const at = allProps.push(jsonProps(props, island.name)) - 1;
    return h(
      InsideContext.Provider,
      { value: true },
      jsxTemplate([`<!--${startMarker(island.name, at)}-->`]),
      own(component, props),
      jsxTemplate([`<!--${endMarker}-->`]),
    );
  }

  function Scripts() {
    return h(
      Fragment,
      null,
      found.size > 0 &&
        h("script", { type: "module", dangerouslySetInnerHTML: { __html: boot() } }),
      pageScripts.map((src) => h("script", { type: "module", src })),
    );
  }

  function boot(): string {
    const imports = [...found].map(({ exportName, name, url }) =>
      `import { ${exportName} as ${name} } from ${JSON.stringify(url)};`
    );
    const names = [...found].map(({ name }) => name).join(", ");
    return `import { boot } from ${JSON.stringify(runtimeUrl)};${imports.join("")}` +
      `boot({ ${names} }, ${toScriptJson(allProps)});`;
  }

  return {
    adopt(vnode) {
      const island = isOwn ? undefined : byComponent.get(vnode.type);
      if (!island) return;
      const { props } = vnode;
      Object.assign(vnode, { type: Place, props: { island, props } });
    },
    modules: () => found.size === 0 ? [] : [runtimeUrl, ...[...found].map(({ url }) => url)],
    Scripts,
  };
}

/** The props that are sent along; throws at a value that is not JSON. Undefined ones are left out. */
function jsonProps(props: Props, name: string): Props {
  const kept = Object.entries(props).filter(([, value]) => value !== undefined);
  for (const [prop, value] of kept) {
    if (!isJson(value)) throw new Error(`Cannot pass ${name}.${prop} to an island: it is not JSON`);
  }
  return Object.fromEntries(kept);
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object" || "constructor" in value && value.constructor !== Object) {
    return false;
  }
  return Object.values(value).every(isJson);
}

/** JSON that can stand in a script: it neither ends it nor begins a comment. */
function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
