// Owns what the server tells the browser about the islands of a page: the format, its markers, and
// turning props into JSON. Used on both sides, so it imports only types.

import type { VNode } from "preact";

/** The id of the element that holds the page's islands. */
export const PAYLOAD_ID = "__FRSH_ISLANDS";
const MARKER = "frsh:";
/** The comment after an island's HTML. */
export const END_MARKER = "/frsh";

/** A vnode that was passed to an island: text, an element, or another island by its number. */
export type WireChild =
  | string
  | { tag: string; props: JsonObject; children: WireChild[] }
  | { island: number; props: JsonObject };

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** One island on the page; its place in `roots` is the number in its marker. */
export interface WireRoot {
  island: number;
  props: JsonObject;
  /** Props that are server-rendered JSX. */
  slots?: Record<string, WireChild[]>;
}

/** All islands on a page, and where their code is. */
export interface Payload {
  islands: { url: string; exportName: string }[];
  roots: WireRoot[];
}

/** The comment before the HTML of island number `index`. */
export function startMarker(index: number): string {
  return MARKER + index;
}

/** The number in a start marker, or null for any other comment. */
export function parseStartMarker(comment: string): number | null {
  const match = /^frsh:(\d+)$/.exec(comment);
  return match === null ? null : Number(match[1]);
}

/** JSON that is safe within a script element, whatever strings it holds. */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

/** Returns a value that is JSON as it is; throws for one that JSON would lose or change. */
export function toJson(value: unknown, where: string): Json {
  if (
    value === null || typeof value === "string" || typeof value === "boolean"
  ) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) {
    return value.map((item, i) => toJson(item, `${where}[${i}]`));
  }
  if (isPlainObject(value)) return toJsonObject(value, where);
  throw new TypeError(`Cannot pass ${where} to an island: it is not JSON`);
}

/** Like toJson(), for an object; properties that are undefined are left out. */
export function toJsonObject(value: Record<string, unknown>, where: string): JsonObject {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, toJson(item, `${where}.${key}`)]));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || isVNode(value)) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a value is a vnode: Preact marks its own with a `constructor` that JSON cannot carry. */
export function isVNode(value: unknown): value is VNode {
  return typeof value === "object" && value !== null && "type" in value &&
    Object.hasOwn(value, "constructor") && value.constructor === undefined;
}
