// What people in the scenes are called, and what they write: the usual, the longest that the server takes
// without a blank to break at, and scripts that run from right to left. "long:call-9" is the scene call-9
// with the names of `long`.

export interface Cast {
  readonly names: readonly string[];
  readonly self: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly file: string;
}

const usual: Cast = {
  names: [
    ..."Bo Chen|Carla dos Santos|陈小明|Dee|Eleni Papadopoulou-Konstantinidou|Farid|Grace Hopper"
      .split("|"),
    ..."Hanna|Ivo|Jun|Kofi|Lea|Mo|Nora|Ole|Pia".split("|"),
  ],
  self: "Ana Lovelace",
  title: "Weekly planning of the northern team",
  lines: [
    "Hi all! The agenda: https://example.org/agenda(v2).",
    "Thanks. I have <b>one</b> more point",
    "and it is a long one, because it spans more than a single line in a narrow panel.",
    "👍",
    "Who takes the notes?",
    "Me",
    "Great.\n\nThen:\n1. budget\n2. dates",
    "https://example.org/a/very/long/address/that/does/not/fit/into/one/line?at=all",
    "See you there",
  ],
  file: "Quarterly report of the northern team.pdf",
};

const fill = (text: string, length: number) => text.repeat(length).slice(0, length);

const long: Cast = {
  names: [
    fill("Wolfeschlegelsteinhausenbergerdorff", 60),
    fill("W", 60),
    fill("陈小明王建国", 60),
    fill("אברהםיצחקיעקב", 60),
    fill("عبدالرحمنالمصري", 60),
    fill("Ñandú_", 60),
    fill("กรุงเทพมหานคร", 60),
    ...Array.from({ length: 9 }, (_, at) => `${at}${fill("Konstantinopolitanischer", 58)}`),
  ],
  self: fill("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 60),
  title: fill("Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamte", 120),
  lines: Array.from(
    { length: 9 },
    (_, at) => fill(["W", "陈", "ש", "https://x."][at % 4] ?? "", 200),
  ),
  file: `${fill("Rindfleischetikettierungsüberwachungsaufgabe", 100)}.pdf`,
};

const rtl: Cast = {
  names: [
    ..."שרה לוי|أحمد المصري|Carla dos Santos|דוד (צוות 2)|فاطمة|Noa 3".split("|"),
    ...usual.names.slice(6),
  ],
  self: "יעל כהן",
  title: "תכנון שבועי (2) של צוות צפון",
  lines: [
    "שלום לכולם! סדר היום: https://example.org/agenda",
    "תודה, יש לי עוד נקודה (אחת).",
    "مرحبا! لدي سؤال واحد: متى نبدأ؟",
    "OK, 10:30?",
    "כן!\nOK for me.\n1. תקציב",
    "Great, שרה!",
    "👍",
    "נתראה",
    "إلى اللقاء.",
  ],
  file: "דוח רבעוני (2).pdf",
};

const casts = { usual, long, rtl };
export type CastName = keyof typeof casts;

export const castOf = (name: CastName = "usual"): Cast => casts[name];

/** "long:call-9" is cast "long" in scene "call-9". */
export function readSceneName(whole: string): { cast: CastName; scene: string } {
  const [first = "", second] = whole.split(":");
  return second !== undefined && first in casts
    ? { cast: first as CastName, scene: second }
    : { cast: "usual", scene: whole };
}
