// A shared screen on a phone that lies down gets all of it: the bars go after a moment, and come back at a
// tap.

import { useEffect, useState } from "preact/hooks";

/** A low window that is touched. */
const lying = "(height < 30rem) and (aspect-ratio >= 4/3) and (pointer: coarse)";
/** How long the bars stay, in ms. */
const barsMs = 3_000;

export interface Immersion {
  readonly areBarsShown: boolean;
  /** Shows the bars, or takes them away. */
  toggleBars(): void;
}

/** Whether the window is a phone that lies down. */
export function useIsLying(): boolean {
  const [isLying, setIsLying] = useState(false);
  useEffect(() => {
    const query = matchMedia(lying);
    const look = () => setIsLying(query.matches);
    look();
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return isLying;
}

/** `isOn`: a screen fills the window; else the bars always stay. */
export function useImmersion(isOn: boolean): Immersion {
  const [areShown, setAreShown] = useState(true);
  useEffect(() => setAreShown(true), [isOn]);
  useEffect(() => {
    if (!isOn || !areShown) return;
    const timer = setTimeout(() => setAreShown(false), barsMs);
    return () => clearTimeout(timer);
  }, [isOn, areShown]);
  return { areBarsShown: areShown || !isOn, toggleBars: () => setAreShown(!areShown) };
}
