// Names in a line that says something else as well, and has little room. Pure.

/** 27 letters, each with the marks that belong to it. */
const start = /^(?:\P{M}\p{M}*){27}/u;
/** What joins a letter to the next, or changes how it is drawn, and blanks. */
const loose = /[\u200c\u200d\ufe0f\s]+$/u;

/** The name, or of one that is longer than 28 letters the first 27 and an ellipsis. */
export function shortName(name: string): string {
  const kept = start.exec(name)?.[0] ?? name;
  return [...name.slice(kept.length)].length < 2 ? name : `${kept.replace(loose, "")}…`;
}
