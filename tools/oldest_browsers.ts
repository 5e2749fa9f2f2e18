// The oldest browsers that ConFlux is for, and what code and style sheets must not use for their sake: by
// MDN's compatibility data. What the language itself has, syntax, the build lowers (tools/build).

/** Versions of the middle of 2024 at the latest; what media and style sheets need (light-dark()). */
export const oldestBrowsers = { safari: "17.5", firefox: "121", chrome: "123" } as const;

type BrowserName = keyof typeof oldestBrowsers;

/** As much of the data as is read here. */
export interface Feature {
  readonly __compat?: { readonly support: Readonly<Record<string, Support | readonly Support[]>> };
  readonly [name: string]: unknown;
}

interface Support {
  readonly version_added: string | boolean | null;
  readonly flags?: unknown;
  /** It has the feature under a name with this before it. */
  readonly prefix?: string;
}

/** What is too new, as it stands in code. */
export interface TooNew {
  /** `URL.parse`: of the class itself. */
  readonly statics: ReadonlySet<string>;
  /** `toSorted`: of objects, where every class that has it got it too late. */
  readonly methods: ReadonlySet<string>;
}

/** Whose methods are told by their names alone; those of the web's interfaces have names like ours. */
const plainClasses = /^(Array|String|Set|Map|Promise|RegExp|Iterator|Number|.*Array|ArrayBuffer)$/;

/** Reads the data of the language, and of the web's interfaces. */
export function findTooNew(language: Feature, web: Feature): TooNew {
  const statics = new Set<string>();
  const fresh = new Set<string>();
  const old = new Set<string>();
  for (const part of [language, web]) {
    for (const [className, members] of featuresOf(part)) {
      for (const [member, feature] of featuresOf(members)) {
        const name = member.replace(/_static$/, "");
        const isNew = isTooNew(feature);
        if (isNew) statics.add(`${className}.${name}`);
        if (part === language && plainClasses.test(className)) (isNew ? fresh : old).add(name);
      }
    }
  }
  return { statics, methods: new Set([...fresh].filter((name) => !old.has(name))) };
}

export function featuresOf(part: Feature): [string, Feature][] {
  return Object.entries(part).filter((entry): entry is [string, Feature] =>
    entry[0] !== "__compat" && typeof entry[1] === "object" && entry[1] !== null
  );
}

/** Missing in one of the oldest browsers, or behind a flag there. */
export function isTooNew({ __compat: compat }: Feature): boolean {
  if (!compat) return false;
  return (Object.keys(oldestBrowsers) as BrowserName[]).some((browser) => {
    const entries = [compat.support[browser]].flat().filter((entry) => entry !== undefined);
    return entries.length > 0 &&
      !entries.some(({ version_added: added, flags, prefix }) =>
        !flags && !prefix && added !== false &&
        (typeof added !== "string" || !isLater(added.replace("≤", ""), oldestBrowsers[browser]))
      );
  });
}

function isLater(version: string, than: string): boolean {
  if (version === "preview") return true;
  const [a, b] = [version, than].map((one) => one.split(".").map(Number));
  const [major = 0, minor = 0] = a ?? [];
  const [oldMajor = 0, oldMinor = 0] = b ?? [];
  return major > oldMajor || (major === oldMajor && minor > oldMinor);
}

/** What a source uses of it. Members that are asked for first (`?.`, `in`) have a net. */
export function usesOf(source: string, { statics, methods }: TooNew): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
  const found: string[] = [];
  for (const [, owner = "", member = ""] of code.matchAll(/\b([A-Z]\w+)\.(\w+)\b(?!\?\.)/g)) {
    if (statics.has(`${owner}.${member}`)) found.push(`${owner}.${member}`);
  }
  for (const [, owner = "", member = ""] of code.matchAll(/(\w+|[)\]])\.(\w+)\(/g)) {
    // zod's union is no Set's.
    if (owner !== "z" && !/^[A-Z]/.test(owner) && methods.has(member)) found.push(`.${member}()`);
  }
  return [...new Set(found)];
}
