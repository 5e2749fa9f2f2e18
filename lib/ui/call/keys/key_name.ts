// Which key of ours was pressed, on whatever layout. Pure.

/** What a keydown tells of its key (UI Events, section 5.6.1). */
export interface PressedKey {
  /** What it types. */
  readonly key: string;
  /** Where it is on the keyboard, as on one for US English; "" on some screen keyboards. */
  readonly code: string;
  readonly isShifted: boolean;
  /** AltGr makes letters of its own: Polish ł stands on L. */
  readonly isAltGraph: boolean;
}

/**
 * The names a key may be known by, in lower case, the best first: what it types, and its place where
 * what it types cannot be ours. Layouts of other scripts have none of our letters, and input methods
 * only say "Process": the Latin letters are printed on the same keys. French and Czech keyboards have
 * their figures on Shift.
 */
export function keyNames(pressed: PressedKey): readonly string[] {
  const typed = pressed.key.toLowerCase();
  const place = pressed.isAltGraph ? null : placeName(pressed);
  return place === null || place === typed ? [typed] : [typed, place];
}

function placeName({ key, code, isShifted }: PressedKey): string | null {
  const [, letter, figure] = /^(?:Key([A-Z])|Digit(\d))$/.exec(code) ?? [];
  if (figure) return isShifted || isNamed(key) ? null : figure;
  if (!isOfOtherScript(key)) return null;
  if (letter) return letter.toLowerCase();
  return code === "Slash" && isShifted ? "?" : null;
}

/** Says whether this is Space, pressed or let go: input methods give its key other names. */
export function isSpace({ key, code }: Pick<PressedKey, "key" | "code">): boolean {
  return code === "Space" || spaces.has(key);
}

/** With an input method, with Option, in full width; and as Internet Explorer's heirs called it. */
const spaces: ReadonlySet<string> = new Set([" ", "\u00a0", "\u3000", "Spacebar"]);

/**
 * Says whether a key that was let go may be the Space that is held. An input method that was switched
 * on meanwhile, a remote desktop or a screen keyboard tell of it by another name or by none: what cannot
 * be told apart from Space counts as Space, as no microphone may stay open.
 */
export function mayBeSpace({ key, code }: Pick<PressedKey, "key" | "code">): boolean {
  return isSpace({ key, code }) || code === "" || code === "Unidentified";
}

/** Input methods, and keys that nobody knows, give these in place of what is typed. */
const nameless: ReadonlySet<string> = new Set(["Process", "Unidentified", "Dead", ""]);

function isOfOtherScript(key: string): boolean {
  return nameless.has(key) || /[^\x20-\x7e]/.test(key);
}

/** "Enter", "F1": keys that type nothing. */
function isNamed(key: string): boolean {
  return !nameless.has(key) && /^[A-Z][A-Za-z0-9]+$/.test(key);
}
