// Owns finding islands while a page is rendered: it marks their HTML and collects what the browser
// needs to bring them to life. An island within another island is a plain component.

import { type ComponentType, Fragment, h, type VNode } from "preact";
import {
  END_MARKER,
  isVNode,
  type JsonObject,
  type Payload,
  startMarker,
  toJsonObject,
  type WireChild,
  type WireRoot,
} from "./island_wire.ts";
import type { Island } from "./snapshot.ts";

// Preact's own fields, in their published (mangled) names: the parent, and the root of useId().
interface InternalVNode {
  __?: (VNode & InternalVNode) | null;
  __m?: [number, number];
}

/** Collects the islands of one page. */
export interface IslandFinder {
  /** Call with every vnode before it is rendered; returns how to undo what it changed. */
  visit(vnode: VNode): (() => void) | undefined;
  payload(): Payload;
  found(): Island[];
}

/** A finder for one page; islands are recognised by the identity of their function. */
export function createIslandFinder(byComponent: Map<unknown, Island>): IslandFinder {
  const used: Island[] = [];
  const roots: WireRoot[] = [];
  const inner = new WeakSet<VNode>();

  const numberOf = (island: Island): number => {
    const index = used.indexOf(island);
    return index === -1 ? used.push(island) - 1 : index;
  };
  const isWithinIsland = (vnode: VNode & InternalVNode): boolean => {
    for (let at = vnode.__; at; at = at.__) if (inner.has(at)) return true;
    return false;
  };
  const toWireChildren = (value: unknown, where: string): WireChild[] => {
    if (Array.isArray(value)) {
      return value.flatMap((item) => toWireChildren(item, where));
    }
    if (value === null || value === undefined || typeof value === "boolean") {
      return [];
    }
    if (typeof value === "string" || typeof value === "number") {
      return [String(value)];
    }
    if (!isVNode(value)) {
      throw new TypeError(`Cannot pass ${where} to an island: it is not JSX`);
    }
    const { children, ...props } = value.props as Record<string, unknown>;
    if (value.type === Fragment) return toWireChildren(children, where);
    if (typeof value.type === "string") {
      const json = toJsonObject(props, `${where} <${value.type}>`);
      return [{ tag: value.type, props: json, children: toWireChildren(children, where) }];
    }
    const island = byComponent.get(value.type);
    if (island === undefined || children !== undefined) {
      throw new TypeError(
        `Cannot pass ${where} to an island: only elements and islands without children can be`,
      );
    }
    return [{ island: numberOf(island), props: toJsonObject(props, where) }];
  };
  const toRoot = (island: Island, props: Record<string, unknown>): WireRoot => {
    const plain: Record<string, unknown> = {};
    const slots: Record<string, WireChild[]> = {};
    for (const [name, value] of Object.entries(props)) {
      const isJsx = isVNode(value) || (Array.isArray(value) && value.some(isVNode));
      if (isJsx) slots[name] = toWireChildren(value, name);
      else plain[name] = value;
    }
    const root: { island: number; props: JsonObject } = {
      island: numberOf(island),
      props: toJsonObject(plain, island.exportName),
    };
    return Object.keys(slots).length === 0 ? root : { ...root, slots };
  };

  return {
    visit(vnode) {
      const { type, props } = vnode;
      const island = typeof type === "function" ? byComponent.get(type) : undefined;
      if (island === undefined || inner.has(vnode) || isWithinIsland(vnode)) return undefined;
      const index = roots.push(toRoot(island, props)) - 1;
      const copy = h<object>(type as ComponentType<object>, props) as VNode & InternalVNode;
      // Ids from useId() then start anew in each island, and are the same in the browser.
      copy.__m = [index, 0];
      inner.add(copy);
      const children = [createComment(startMarker(index)), copy, createComment(END_MARKER)];
      return replaceInVNode(vnode, { type: Fragment, props: { children } });
    },
    payload: () => ({
      islands: used.map(({ url, exportName }) => ({ url, exportName })),
      roots,
    }),
    found: () => [...used],
  };
}

/** Changes a vnode that is about to be rendered; returns how to change it back. */
export function replaceInVNode(
  vnode: VNode,
  changes: { type?: unknown; props: Record<string, unknown> },
): () => void {
  const { type, props } = vnode;
  Object.assign(vnode, changes);
  return () => Object.assign(vnode, { type, props });
}

// `UNSTABLE_comment` is preact-render-to-string's way to write a comment.
function createComment(text: string): VNode {
  const props: object = { UNSTABLE_comment: text };
  return h<object>(Fragment as ComponentType<object>, props) as VNode;
}
