// How a button tells the key that does the same.

/** Attributes of a button; no key where there is none, or the person turned the keys off. */
export function keyHint(label: string, key: string | undefined) {
  return { "aria-keyshortcuts": key, title: key ? `${label} (${key})` : label };
}
