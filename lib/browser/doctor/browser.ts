// The browser's family and major version out of its User-Agent: all that a report says of it. Pure.

const families: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Edge", /Edg(?:A|iOS)?\/(\d{1,4})/],
  ["Opera", /OPR\/(\d{1,4})/],
  ["Samsung Internet", /SamsungBrowser\/(\d{1,4})/],
  ["Firefox", /(?:Firefox|FxiOS)\/(\d{1,4})/],
  ["Chrome", /(?:HeadlessChrome|Chrome|CriOS)\/(\d{1,4})/],
  ["Safari", /Version\/(\d{1,4}).*Safari\//],
];

/** "Chrome 156"; "another browser" for what it does not know. */
export function nameBrowser(userAgent: string): string {
  for (const [name, pattern] of families) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return "another browser";
}
