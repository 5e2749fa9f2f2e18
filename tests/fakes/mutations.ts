// Frames as no client of ours would write them: one valid message, damaged in a way that chance picks.

/** A frame's payload: text, or bytes that need not be UTF-8. */
export type Damaged = string | Uint8Array<ArrayBuffer>;

type Random = () => number;
type Fields = Readonly<Record<string, unknown>>;
type Damage = (message: Fields, random: Random) => Damaged;

const pick = <T>(all: readonly T[], random: Random): T =>
  all[Math.floor(random() * all.length)] as T;

/** Values of types that a field may not have, and of sizes that it should not. */
const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  2 ** 53 + 2,
  -Number.MAX_VALUE,
  "",
  " ",
  [],
  [[]],
  {},
  { length: 1e9 },
  "x".repeat(5_000),
  Array.from({ length: 500 }, () => 0),
];
/** Names that mean something to an object. */
const prototypeKeys = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];
/** Lone surrogates, controls, marks that turn text around, letters of many code points. */
const oddTexts = [
  "\ud800",
  "\udfff\ud800",
  "\u0000",
  "\u202e\u2066",
  "\u200b\ufeff",
  "e\u0301".repeat(200),
  "👩‍👩‍👧‍👦".repeat(20),
  "\uffff\ufffe",
];

/** Replaces the value of one field, at any depth. */
function replaceField(message: Fields, random: Random, value: unknown): Fields {
  const key = pick(Object.keys(message), random);
  const old = message[key];
  const isDeeper = typeof old === "object" && old !== null && Object.keys(old).length > 0;
  if (isDeeper && random() < 0.7) {
    return { ...message, [key]: replaceField({ ...old }, random, value) };
  }
  return { ...message, [key]: value };
}

/** Replaces the value of one field by JSON that no value can be written as. */
function replaceRaw(message: Fields, random: Random, json: string): string {
  return JSON.stringify(replaceField(message, random, "@here@")).replace('"@here@"', () => json);
}

function flipBytes(text: string, random: Random): string {
  const letters = [...text];
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const at = Math.floor(random() * letters.length);
    const flipped = (letters[at]?.charCodeAt(0) ?? 0) ^ (1 << Math.floor(random() * 7));
    letters[at] = String.fromCharCode(flipped);
  }
  return letters.join("");
}

function nest(random: Random): string {
  const depth = 1 + Math.floor(random() * 5_000);
  const [open, close] = pick([["[", "]"], ['{"a":', "}"]] as const, random);
  // Without a value between them where it is an object: not JSON either.
  return open.repeat(depth) + (random() < 0.5 ? "1" : "") + close.repeat(depth);
}

const damages: readonly Damage[] = [
  (message, random) => flipBytes(JSON.stringify(message), random),
  (message, random) => {
    const text = JSON.stringify(message);
    return text.slice(0, Math.floor(random() * text.length));
  },
  (message, random) => JSON.stringify(replaceField(message, random, pick(oddValues, random))),
  (message, random) => replaceRaw(message, random, pick(["1e999", "-1e999", "1e-999"], random)),
  (message, random) => replaceRaw(message, random, "9".repeat(1 + Math.floor(random() * 400))),
  (message, random) => replaceRaw(message, random, nest(random)),
  (message, random) => JSON.stringify(replaceField(message, random, pick(prototypeKeys, random))),
  (message, random) =>
    JSON.stringify(message).replace(
      "{",
      () => `{"${pick(prototypeKeys, random)}":{"role":"HOST","type":"PING"},`,
    ),
  (message, random) => JSON.stringify(replaceField(message, random, pick(oddTexts, random))),
  (message, random) => {
    const keys = Object.keys(message);
    const [one, other] = [pick(keys, random), pick(keys, random)];
    return JSON.stringify({ ...message, [one]: message[other], [other]: message[one] });
  },
  (message, random) => {
    const { [pick(Object.keys(message), random)]: _gone, ...rest } = message;
    return JSON.stringify(rest);
  },
];

/** What costs a socket at once: too large, not text, not UTF-8. */
const fatal: readonly Damage[] = [
  (message) => JSON.stringify({ ...message, text: "x".repeat(33_000) }),
  (message) => new TextEncoder().encode(JSON.stringify(message)),
];

/** Damages a message; now and then so that the server has to close. */
export function damage(message: Fields, random: Random): Damaged {
  return pick(random() < 0.002 ? fatal : damages, random)(message, random);
}
