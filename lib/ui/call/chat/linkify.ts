// Finds web addresses in a text, so that they can be shown as links. Nothing else is interpreted.

export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

const address = /https?:\/\/[^\s<>"]+/gi;
/** What ends a sentence rather than an address. */
const trailing = /[.,;:!?'"»”’)\]}、。，！？；：）】]+$/u;

/** Cuts a text into plain parts and http(s) links; joined together they are the text again. */
export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = trimAddress(match[0]);
    const href = hrefOf(found);
    if (!href) continue;
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    parts.push({ kind: "link", text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

/** Cuts off what ends the sentence, but keeps a bracket that was opened inside the address. */
function trimAddress(found: string): string {
  const bare = found.replace(trailing, "");
  const isOpen = bare.split("(").length > bare.split(")").length;
  return isOpen && found[bare.length] === ")" ? `${bare})` : bare;
}

function hrefOf(found: string): string | null {
  if (!URL.canParse(found)) return null;
  const { host, protocol, href } = new URL(found);
  return host !== "" && /^https?:$/.test(protocol) ? href : null;
}
