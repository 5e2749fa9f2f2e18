// Owns turning a vnode into an HTML document: the doctype, a nonce on inline scripts and styles, and
// the scripts that its islands need. Knows nothing of routes, layouts or responses.

import { options, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { createIslandFinder, type IslandFinder, replaceInVNode } from "./islands.ts";
import { PAYLOAD_ID, toScriptJson } from "./island_wire.ts";
import type { Island, Snapshot } from "./snapshot.ts";

/** Renders a document. */
export type RenderDocument = (vnode: VNode, nonce: string) => string;

/** A renderer for the islands and scripts of a snapshot. */
export function createDocumentRenderer(snapshot: Snapshot): RenderDocument {
  const byComponent = new Map<unknown, Island>(
    snapshot.islands.map((island) => [island.component, island]),
  );
  return (vnode, nonce) => {
    const finder = createIslandFinder(byComponent);
    const html = renderWithHook(vnode, (node) => [setNonce(node, nonce), finder.visit(node)]);
    return "<!DOCTYPE html>" + insertTags(html, { snapshot, finder, nonce });
  };
}

type Undo = (() => void) | undefined;
type BeforeDiff = (vnode: VNode) => void;

// `__b` is the published name of Preact's hook that runs before each vnode. It is set only while a
// document renders, which is synchronous, so nothing else can see it; and vnodes get their own
// type and props back, as an app may keep one and render it again.
function renderWithHook(vnode: VNode, visit: (vnode: VNode) => Undo[]): string {
  const hooks = options as { __b?: BeforeDiff };
  const before = hooks.__b;
  const undos: Undo[] = [];
  hooks.__b = (node) => {
    undos.push(...visit(node));
    before?.(node);
  };
  try {
    return renderToString(vnode);
  } finally {
    hooks.__b = before;
    for (const undo of undos.reverse()) undo?.();
  }
}

function setNonce(vnode: VNode, nonce: string): Undo {
  const props = vnode.props as { nonce?: string; src?: string };
  const isInline = vnode.type === "style" ||
    (vnode.type === "script" && props.src === undefined);
  if (!isInline || props.nonce !== undefined) return undefined;
  return replaceInVNode(vnode, { props: { ...vnode.props, nonce } });
}

interface Tags {
  snapshot: Snapshot;
  finder: IslandFinder;
  nonce: string;
}

function insertTags(html: string, { snapshot, finder, nonce }: Tags): string {
  const scripts = snapshot.pageScripts.map(moduleScript);
  const found = finder.found();
  if (found.length === 0) return insertAtEnd(html, scripts.join(""));

  const preloads = new Set([
    snapshot.boot.url,
    ...snapshot.boot.imports,
    ...found.flatMap((island) => [island.url, ...island.imports]),
  ]);
  const links = [...preloads].map((url) => `<link rel="modulepreload" href="${url}">`).join("");
  const payload = `<script type="application/json" id="${PAYLOAD_ID}" nonce="${nonce}">` +
    `${toScriptJson(finder.payload())}</script>`;
  const end = [payload, moduleScript(snapshot.boot.url), ...scripts].join("");
  return insertAtEnd(insertBefore(html, html.indexOf("</head>"), links), end);
}

// Module scripts with a src need no nonce under `script-src 'self'`.
function moduleScript(url: string): string {
  return `<script type="module" src="${url}"></script>`;
}

function insertAtEnd(html: string, tags: string): string {
  const at = html.lastIndexOf("</body>");
  return at === -1 ? html + tags : insertBefore(html, at, tags);
}

function insertBefore(html: string, at: number, tags: string): string {
  return at === -1 ? html : html.slice(0, at) + tags + html.slice(at);
}
