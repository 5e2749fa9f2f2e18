// The next free name after one that somebody else has: "Anna" becomes "Anna (2)". Pure.

import { nameKey } from "./name_key.ts";
import { maxNameLength } from "./names.ts";

/** `name` with the lowest number, from 2, that is none of `taken`; as long as a name may be. */
export function nextName(name: string, taken: readonly string[]): string {
  const keys = new Set(taken.map(nameKey));
  keys.add(nameKey(name));
  const base = name.replace(/ \(\d{1,3}\)$/, "");
  for (let number = 2;; number++) {
    const end = ` (${number})`;
    const free = [...base].slice(0, maxNameLength - end.length).join("").trimEnd() + end;
    if (!keys.has(nameKey(free))) return free;
  }
}
