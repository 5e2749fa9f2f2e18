// What a bundle says in words: esbuild writes everything beyond ASCII as escapes.

/** A script with its escapes as the letters they stand for, so that words can be looked for in it. */
export function readWords(script: string): string {
  return script.replaceAll(
    /\\u([0-9A-Fa-f]{4})/g,
    (_, code) => String.fromCharCode(parseInt(code, 16)),
  );
}
