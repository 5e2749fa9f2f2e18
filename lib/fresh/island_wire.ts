// Owns the comments by which the browser finds the islands of a page.

const start = /^frsh:(\w+):(\d+)$/;

/** The comment in front of an island; `at` is the place of its props. */
export function startMarker(name: string, at: number): string {
  return `frsh:${name}:${at}`;
}

/** The comment behind an island. */
export const endMarker = "/frsh";

/** Reads the comment in front of an island; null: another comment. */
export function readStartMarker(comment: string): { name: string; at: number } | null {
  const match = start.exec(comment);
  return match && { name: match[1] ?? "", at: Number(match[2]) };
}
