// Parts of a Markdown file: from a heading to the next one that is as high. Knows no file.

const headingOf = (line: string) => /^(#{1,6}) /.exec(line)?.[1]?.length ?? null;

/** First and last line of the part, as [from, to); null where there is none. */
function findPart(lines: readonly string[], heading: string): readonly [number, number] | null {
  const level = headingOf(heading);
  let isCode = false;
  let from: number | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith("```")) isCode = !isCode;
    const own = isCode ? null : headingOf(line);
    if (own === null) continue;
    if (from !== null && own <= (level ?? 0)) return [from, index];
    if (line === heading) from = index;
  }
  return from === null ? null : [from, lines.length];
}

/** The part under this heading, the heading included; null where there is none. */
export function readPart(text: string, heading: string): string | null {
  const lines = text.split("\n");
  const place = findPart(lines, heading);
  return place && lines.slice(...place).join("\n").trimEnd();
}

/** The text with this part, which opens with its heading, in the place of the old one or at the end. */
export function replacePart(text: string, part: string): string {
  const lines = text.split("\n");
  const [heading = ""] = part.split("\n");
  const [from, to] = findPart(lines, heading) ?? [lines.length, lines.length];
  const around = [lines.slice(0, from).join("\n"), part, lines.slice(to).join("\n")];
  return `${around.map((one) => one.trim()).filter(Boolean).join("\n\n")}\n`;
}
