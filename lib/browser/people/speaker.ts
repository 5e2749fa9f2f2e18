// Who speaks, decided from loudness. Pure and with hysteresis, so that neither the marks nor the big
// tile flap. Knows no tracks and no clock.

export interface Speakers {
  /** Muids of those who speak now. */
  readonly speaking: ReadonlySet<string>;
  /** The one to show big; null before anybody else spoke. */
  readonly active: string | null;
  readonly voices: ReadonlyMap<string, Voice>;
}

interface Voice {
  /** Loudness smoothed over a few hundred ms. */
  readonly loudness: number;
  readonly isSpeaking: boolean;
  /** When the present spell of speaking or silence began. */
  readonly since: number;
  /** When it was last above the lower threshold. */
  readonly heardAt: number;
}

/** Linear loudness at which speech begins and below which it may have ended. */
const startLevel = 0.03;
const endLevel = 0.015;
/** A pause between two words is no end. */
const pauseMs = 700;
/** A cough does not take the big tile from somebody who speaks. */
const takeOverMs = 1_500;
const takeOverRatio = 1.3;
const smoothing = 0.5;

export const nobodySpeaks: Speakers = { speaking: new Set(), active: null, voices: new Map() };

/**
 * Takes the levels (0 to 1) of everybody at time `now` (ms). `self` may be speaking but is never the
 * active speaker: nobody wants to see themselves big.
 */
export function reduceSpeakers(
  state: Speakers,
  levels: ReadonlyMap<string, number>,
  { now, self }: { now: number; self: string },
): Speakers {
  const voices = new Map<string, Voice>();
  for (const [muid, level] of levels) voices.set(muid, hear(state.voices.get(muid), level, now));
  const speaking = new Set([...voices].filter(([, voice]) => voice.isSpeaking).map(([id]) => id));
  return {
    speaking: isSame(speaking, state.speaking) ? state.speaking : speaking,
    active: chooseActive(state.active, voices, { now, self }),
    voices,
  };
}

function hear(voice: Voice | undefined, level: number, now: number): Voice {
  const before = voice ?? { loudness: 0, isSpeaking: false, since: now, heardAt: -Infinity };
  const loudness = before.loudness + (level - before.loudness) * smoothing;
  const heardAt = loudness >= endLevel ? now : before.heardAt;
  // Either way, as the clock may have been set back.
  const isHeard = Math.abs(now - heardAt) < pauseMs;
  const isSpeaking = before.isSpeaking ? isHeard : loudness >= startLevel;
  const since = isSpeaking === before.isSpeaking ? before.since : now;
  return { loudness, heardAt, isSpeaking, since };
}

function chooseActive(
  active: string | null,
  voices: ReadonlyMap<string, Voice>,
  { now, self }: { now: number; self: string },
): string | null {
  const current = active === null ? undefined : voices.get(active);
  let best: [string, Voice] | null = null;
  for (const [muid, voice] of voices) {
    if (muid === self || !voice.isSpeaking) continue;
    if (!best || voice.loudness > best[1].loudness) best = [muid, voice];
  }
  const stay = current ? active : null;
  if (!best) return stay;
  if (!current?.isSpeaking) return best[0];
  const isTakeOver = now - best[1].since >= takeOverMs &&
    best[1].loudness > current.loudness * takeOverRatio;
  return isTakeOver ? best[0] : stay;
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((entry) => b.has(entry));
}
