// Names in sentences: what is written from right to left must not turn the words around it, nor they it
// (Unicode Standard Annex 9). Pure.

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and the other scripts that run from right to left. */
const rightToLeft =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const firstStrongIsolate = "\u2068";
const popDirectionalIsolate = "\u2069";

/** The text between FSI and PDI where a part of it runs from right to left; else as it is. */
export function isolate(text: string): string {
  return rightToLeft.test(text) ? firstStrongIsolate + text + popDirectionalIsolate : text;
}

/** The same words, whose sentences isolate every text that is put into them. */
export function isolating<T>(words: T): T {
  if (typeof words === "function") {
    return ((...args: unknown[]) => words(...args.map(isolateArgument))) as T;
  }
  if (typeof words !== "object" || words === null || Array.isArray(words)) return words;
  return Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, isolating(value)]),
  ) as T;
}

function isolateArgument(argument: unknown): unknown {
  if (typeof argument === "string") return isolate(argument);
  return Array.isArray(argument) ? argument.map(isolateArgument) : argument;
}
