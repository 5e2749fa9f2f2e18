// Owns composing a page: the page component within its layouts within the app wrapper, sync or
// async, and the Response around the document. Knows nothing of routing.

import { type ComponentChildren, Fragment, h, type VNode } from "preact";
import { setBuildId } from "./build_id.ts";
import type { Context } from "./context.ts";
import { createDocumentRenderer } from "./document.ts";
import type { PageComponent, PageProps } from "./handlers.ts";
import type { Snapshot } from "./snapshot.ts";

/** Carries the nonce of a rendered page to the middleware that sets its policy. */
export const NONCE_HEADER = "X-Fresh-Nonce";

export type AnyComponent = PageComponent<unknown, unknown>;

/** What is around a page, from the outside in. */
export type Shell = (() => Promise<AnyComponent>)[];

/** A page to render: something to show, or a component and the data it gets. */
export type PageContent = { vnode: ComponentChildren } | {
  component: AnyComponent;
  data: unknown;
};

/** Renders a page for a request. */
export type Render = (
  ctx: Context<unknown>,
  shell: Shell,
  content: PageContent,
  init: ResponseInit,
) => Promise<Response>;

/** A renderer for a snapshot. */
export function createRender(snapshot: Snapshot): Render {
  const renderDocument = createDocumentRenderer(snapshot);
  return async (ctx, shell, content, init) => {
    const wrappers = await Promise.all(shell.map((load) => load()));
    const inner = "component" in content
      ? await place(content.component, propsOf(ctx, content.data, null))
      : content.vnode;
    if (inner instanceof Response) return inner;

    const toDocument = async (children: ComponentChildren): Promise<string | Response> => {
      let outer = children;
      for (const wrapper of wrappers.toReversed()) {
        const placed = await place(wrapper, propsOf(ctx, undefined, outer));
        if (placed instanceof Response) return placed;
        outer = placed;
      }
      setBuildId(snapshot.buildId);
      return renderDocument(h(Fragment, null, outer), nonce);
    };

    const nonce = crypto.randomUUID().replaceAll("-", "");
    const html = await toDocument(inner).catch(async (thrown: unknown) => {
      // A component that is not an async function still may return a promise or a Response.
      if (!(thrown instanceof Returned)) throw thrown;
      const result = await thrown.value;
      return result instanceof Response ? result : await toDocument(result);
    });
    if (html instanceof Response) return html;
    const headers = new Headers(init.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set(NONCE_HEADER, nonce);
    return new Response(html, { ...init, headers });
  };
}

function propsOf(
  { req, url, params, state, info, error, route }: Context<unknown>,
  data: unknown,
  children: ComponentChildren,
): PageProps {
  const Component = () => h(Fragment, null, children);
  return { req, url, params, state, info, error, route, data, Component };
}

const AsyncFunction = (async () => {}).constructor;

// Async functions run before rendering; others run as components, so that they may use hooks.
async function place(
  component: AnyComponent,
  props: PageProps,
): Promise<ComponentChildren | Response> {
  if (component instanceof AsyncFunction) return await component(props);
  return h(Plain, { component, props });
}

class Returned extends Error {
  constructor(readonly value: Response | Promise<ComponentChildren | Response>) {
    super("A component returned something to wait for");
  }
}

function Plain({ component, props }: { component: AnyComponent; props: PageProps }): VNode {
  const result = component(props);
  if (result instanceof Response || result instanceof Promise) {
    throw new Returned(result);
  }
  return h(Fragment, null, result);
}
