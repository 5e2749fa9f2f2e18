// Owns the first script of a page with islands: brings them to life in their places. Not by hydrating:
// what the server rendered is taken as it stands in the document now, and brought in line with what the
// island says; so a field in which somebody has typed gets the island's value.

// Fresh's own brings signals along, for props; so they share a file with Preact.
import "@preact/signals";
import { type ComponentType, h, options, render, type VNode } from "preact";
import { addCacheKey } from "../cache_key.ts";
import { endMarker, readStartMarker } from "../island_wire.ts";
import { createRootFragment } from "./root_fragment.ts";

// Props come from the page's own server and are typed there.
type AnyIsland = ComponentType<Record<string, unknown>>;

declare const FRESH_BUILD_ID: string;

const before = options.vnode;
options.vnode = (vnode: VNode<{ src?: unknown }>) => {
  // Images have the key of the build wherever they are rendered.
  if ((vnode.type === "img" || vnode.type === "source") && typeof vnode.props.src === "string") {
    vnode.props.src = addCacheKey(vnode.props.src, FRESH_BUILD_ID);
  }
  before?.(vnode);
};

/** Starts all islands of the page, each in a task of its own. */
export function boot(
  islands: Record<string, AnyIsland>,
  allProps: readonly Record<string, unknown>[],
): void {
  for (const { name, at, start, end } of findIslands()) {
    const island = islands[name];
    if (island) {
      setTimeout(() => render(h(island, allProps[at] ?? {}), createRootFragment(start, end)));
    }
  }
}

interface Place {
  name: string;
  at: number;
  start: Text;
  end: Text;
}

/** Where islands stand; their markers are replaced by empty texts, which no one sees. */
function findIslands(): Place[] {
  const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  const places: Place[] = [];
  const found: Comment[] = [];
  while (comments.nextNode()) found.push(comments.currentNode as Comment);
  let open: Omit<Place, "end"> | null = null;
  for (const comment of found) {
    const marker = readStartMarker(comment.data);
    if (marker) open = { ...marker, start: toText(comment) };
    else if (comment.data === endMarker && open) {
      places.push({ ...open, end: toText(comment) });
      open = null;
    }
  }
  return places;
}

function toText(comment: Comment): Text {
  const text = new Text("");
  comment.replaceWith(text);
  return text;
}
