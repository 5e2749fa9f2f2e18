// How English sentences name several people. For the parts of the catalogue.

// British, as Americans put one comma more.
const list = new Intl.ListFormat("en-GB");
const plurals = new Intl.PluralRules("en");

/** "Ana", "Ana and Bo", "Ana, Bo and 3 others". */
export function people(names: readonly string[]): string {
  if (names.length < 4) return list.format(names);
  return list.format([...names.slice(0, 2), `${names.length - 2} others`]);
}

/** Whether a verb is to be that of one person. */
export function isOne(names: readonly string[]): boolean {
  return plurals.select(names.length) === "one";
}
