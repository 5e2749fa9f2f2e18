// The token of the operator's sign-in in the fragment of an address. Pure.

/** The token, and the address without it; null where there is none. */
export function splitEntry(href: string): { token: string; rest: string } | null {
  const token = /#(?:.*&)?entry=([\w.-]+)/.exec(href)?.[1];
  if (!token) return null;
  const rest = href.replace(`entry=${token}`, "").replace("#&", "#").replace("&&", "&");
  return { token, rest: rest.replace(/[#&]$/, "") };
}
