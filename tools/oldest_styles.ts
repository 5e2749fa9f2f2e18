// What style sheets use that the oldest browsers lack, by MDN's compatibility data: properties and their
// values, functions, at-rules, media features and selectors. A browser drops what it does not know.

// @ts-types="@types/css-tree"
import * as cssTree from "css-tree";
import { type Feature, featuresOf, isTooNew } from "./oldest_browsers.ts";

/** The part of the data about style sheets. */
export interface StyleData {
  readonly properties: Feature;
  readonly "at-rules": Feature;
  readonly selectors: Feature;
  readonly types: Feature;
}

/** As they stand there: `field-sizing`, `text-align: match-parent`, `light-dark()`, `@scope`, `:open`. */
export function newStylesOf(source: string, data: StyleData): string[] {
  const found = new Set<string>();
  const functions = functionsOf(data.types);
  const check = (feature: unknown, name: string) => {
    if (isFeature(feature) && isTooNew(feature)) found.add(name);
  };
  const tree = cssTree.parse(source);
  cssTree.walk(tree, function (node) {
    if (node.type === "Declaration" && !node.property.startsWith("-")) {
      const property = data.properties[node.property];
      if (!isFeature(property) || hasPrefixed(this.block, node.property)) return;
      check(property, node.property);
      cssTree.walk(node.value, (part) => {
        if (part.type !== "Identifier") return;
        check(property[part.name], `${node.property}: ${part.name}`);
      });
    } else if (node.type === "Function") {
      check(functions.get(node.name), `${node.name}()`);
    } else if (node.type === "Atrule") {
      check(data["at-rules"][node.name], `@${node.name}`);
    } else if (node.type === "Feature") {
      const media = data["at-rules"].media;
      if (isFeature(media)) check(media[node.name], `@media (${node.name})`);
    } else if (node.type === "PseudoClassSelector" || node.type === "PseudoElementSelector") {
      check(data.selectors[node.name], `:${node.name}`);
    }
  });
  return [...found];
}

/** Functions stand under their own names, or among those of a type, as `light-dark` under `color`. */
function functionsOf(types: Feature): ReadonlyMap<string, Feature> {
  const all = featuresOf(types).flatMap((
    [name, type],
  ) => [[name, type] as const, ...featuresOf(type)]);
  return new Map(all.reverse());
}

/** The same stands there for Safari, under its older name. */
function hasPrefixed(block: cssTree.Block | null, property: string): boolean {
  return block?.children.some((one) =>
    one.type === "Declaration" && one.property === `-webkit-${property}`
  ) ?? false;
}

function isFeature(value: unknown): value is Feature {
  return typeof value === "object" && value !== null;
}
