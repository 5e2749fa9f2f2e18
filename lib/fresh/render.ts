// Owns rendering a document: the page in its layout first, to text, and then the app wrapper around that
// text. So nothing that the wrapper provides reaches the page; what a layout provides does.

import { type AnyComponent, type ComponentChild, Fragment, h, options, type VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { getBuildId } from "./build_id.ts";
import { addCacheKey } from "./cache_key.ts";
import { createIslandFinder, type IslandFinder } from "./islands.ts";
import { type PageProps, pagePropsOf, type RequestFacts } from "./page_props.ts";
import type { Snapshot } from "./snapshot.ts";

/** A component of a file under routes/. */
export type Page = AnyComponent<PageProps>;

/** What stands around every page. */
export interface Shell {
  app: Page | null;
  layout: Page | null;
}

/** Status and headers of a rendered page. */
export type RenderInit = Pick<ResponseInit, "status" | "headers">;

export interface Rendering {
  ctx: RequestFacts<unknown>;
  shell: Shell;
  snapshot: Snapshot;
  init: RenderInit;
}

/** Where an answer carries the nonce of its inline scripts and styles, unseen by who gets it. */
const nonceKey = Symbol("nonce");

/** The nonce of a rendered answer. */
export function nonceOf(response: Response): string | undefined {
  return (response as { [nonceKey]?: string })[nonceKey];
}

/** Renders `vnode` as a page. */
export function renderDocument(
  vnode: ComponentChild,
  { ctx, shell: { app, layout }, snapshot, init }: Rendering,
): Response {
  if (!app) throw new Error("lib/fresh renders pages inside routes/_app.tsx only");
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const islands = createIslandFinder(snapshot);
  const around = (component: Page, child: ComponentChild) =>
    h(component, pagePropsOf(ctx, { data: undefined, Component: () => child }));
  const html = withVNodeHook((made) => adapt(made, { nonce, islands, url: ctx.url }), () => {
    const page = h(Fragment, null, layout ? around(layout, vnode) : vnode);
    return renderToString(around(app, jsxTemplate([renderToString(page)])));
  });
  const headers = new Headers(init.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  const link = islands.modules().map((url) =>
    `<${encodeURI(url)}>; rel="modulepreload"; as="script"`
  );
  if (link.length > 0) headers.append("link", link.join(", "));
  const response = new Response(`<!DOCTYPE html>${html}`, { status: init.status ?? 200, headers });
  return Object.assign(response, { [nonceKey]: nonce });
}

type Props = Record<string, unknown>;

/** What every element and component is given on its way into the page. */
function adapt(
  vnode: VNode<Props>,
  { nonce, islands, url }: { nonce: string; islands: IslandFinder; url: URL },
): void {
  const { type, props } = vnode;
  if (typeof type === "function") return islands.adopt(vnode);
  if (type === "script" || type === "style") props.nonce ??= nonce;
  if (type === "a") markCurrent(props, url);
  if ((type === "img" || type === "source") && typeof props.src === "string") {
    props.src = addCacheKey(props.src, getBuildId());
  }
  if (type === "body") props.children = [props.children, h(islands.Scripts, null)];
}

/** Says of a link that it leads to this page, or to one that this page is below. */
function markCurrent(props: Props, { pathname }: URL): void {
  const { href } = props;
  if (typeof href !== "string" || !href.startsWith("/") || props["aria-current"] !== undefined) {
    return;
  }
  const trim = (path: string) => path.replace(/(.)\/$/, "$1");
  const here = trim(pathname);
  const target = trim(new URL(href, "http://site.invalid").pathname);
  if (here === target) Object.assign(props, { "data-current": "true", "aria-current": "page" });
  else if (target === "/" || here.startsWith(`${target}/`)) {
    Object.assign(props, { "data-ancestor": "true", "aria-current": "true" });
  }
}

/** Runs `render`, which is done when it returns, with a hook on every vnode that is made in it. */
function withVNodeHook<T>(hook: (vnode: VNode<Props>) => void, render: () => T): T {
  const before = options.vnode;
  options.vnode = (vnode) => {
    hook(vnode as VNode<Props>);
    before?.(vnode);
  };
  try {
    return render();
  } finally {
    options.vnode = before;
  }
}
