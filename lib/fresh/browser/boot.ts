// Owns bringing the islands of a page to life: reads what the server left on the page, loads their
// code, and hydrates the HTML between their markers.

import { type ComponentChildren, type ComponentType, h, hydrate, type VNode } from "preact";
import {
  END_MARKER,
  parseStartMarker,
  type Payload,
  PAYLOAD_ID,
  type WireChild,
  type WireRoot,
} from "../island_wire.ts";
import { createRootFragment } from "./root_fragment.ts";

// Props come from the page's own server and are typed there.
type AnyIsland = ComponentType<Record<string, unknown>>;

const payload: Payload = JSON.parse(document.getElementById(PAYLOAD_ID)?.textContent ?? "null") ??
  { islands: [], roots: [] };
const islands = await Promise.all(payload.islands.map(loadIsland));
for (const { index, start, end } of findMarkers()) {
  const root = payload.roots[index];
  const component = root && islands[root.island];
  if (root === undefined || component === undefined) continue;
  hydrate(createIsland(component, root, index), createRootFragment(start, end));
}

async function loadIsland({ url, exportName }: Payload["islands"][number]) {
  try {
    const exports: Record<string, AnyIsland | undefined> = await import(url);
    return exports[exportName];
  } catch (error) {
    // One broken island leaves the others alive; its HTML stays as the server rendered it.
    console.error(`Cannot load island ${url}`, error);
    return undefined;
  }
}

function findMarkers(): { index: number; start: Comment; end: Comment }[] {
  const markers: { index: number; start: Comment; end: Comment }[] = [];
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  let open: { index: number; start: Comment } | undefined;
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    const index = parseStartMarker(comment.data);
    if (index !== null) open = { index, start: comment };
    else if (comment.data === END_MARKER && open !== undefined) {
      markers.push({ ...open, end: comment });
      open = undefined;
    }
  }
  return markers;
}

function createIsland(component: AnyIsland, root: WireRoot, index: number): VNode {
  const slots = Object.entries(root.slots ?? {})
    .map(([name, children]) => [name, children.map(revive)]);
  const vnode: VNode & { __m?: [number, number] } = h(component, {
    ...root.props,
    ...Object.fromEntries(slots),
  });
  // The same root for useId() as on the server; see islands.ts.
  vnode.__m = [index, 0];
  return vnode;
}

function revive(child: WireChild): ComponentChildren {
  if (typeof child === "string") return child;
  if ("tag" in child) {
    return h(child.tag, child.props, child.children.map(revive));
  }
  const component = islands[child.island];
  return component && h(component, child.props);
}
