// Draws one icon of the Lucide set from its data. Icons are imported one by one, as a bundler that does
// not know which modules are free of side effects would take all of them out of a package's index.

import { h } from "preact";

/** The data of one icon, as `@lucide/icons/icons/*` exports it. */
export interface IconData {
  readonly node: readonly (readonly [tag: string, attributes: Record<string, string>])[];
}

interface Props {
  icon: IconData;
  /** Width and height in CSS pixels. */
  size?: number;
  class?: string;
  role?: "img";
  "aria-label"?: string;
  "aria-hidden"?: "true";
}

export function Icon({ icon, size = 24, ...attributes }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      {...attributes}
    >
      {icon.node.map(([tag, { key, ...shape }]) => h(tag, { key, ...shape }))}
    </svg>
  );
}
