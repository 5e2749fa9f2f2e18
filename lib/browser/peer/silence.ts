// What to do where a path stands and carries nothing: only what arrives shows it. Decides; the link acts.
// Knows no WebRTC object.

import type { Clock } from "../ports.ts";

export interface SilenceDeps {
  readonly clock: Clock;
  /** Of two sides that hear nothing, one begins. */
  isPolite(): boolean;
  restart(): void;
  rebuild(): void;
}

export interface Silence {
  /** What should arrive arrives. */
  end(): void;
  /** It does not, once more. */
  notice(): void;
  /** A restart brought this silence. */
  skipRestart(): void;
  /** The other side does something about it. */
  wait(): void;
}

/** What was done has this long to work; after two tries there is one now and then. */
const patienceMs = 6_000;
const quietMs = 30_000;

/** Makes the keeper of one link's silences; there is none yet. */
export function createSilence({ clock, isPolite, restart, rebuild }: SilenceDeps): Silence {
  let tries = 0;
  let waitUntil: number | null = null;

  function mend(): void {
    tries++;
    waitUntil = clock.now() + (tries > 1 ? quietMs : patienceMs);
    if (tries === 1) restart();
    else rebuild();
  }

  return {
    end() {
      tries = 0;
      waitUntil = null;
    },
    notice() {
      // The other side measures at another time: it goes first where it hears nothing either.
      waitUntil ??= clock.now() + (isPolite() ? 1 : 0);
      if (clock.now() >= waitUntil) mend();
    },
    skipRestart() {
      if (tries > 1) return;
      tries = 1;
      mend();
    },
    wait() {
      waitUntil = clock.now() + patienceMs;
    },
  };
}
