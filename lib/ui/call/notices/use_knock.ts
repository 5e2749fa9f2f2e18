// A knock at the door is heard by who can open it: two soft tones whenever somebody more waits.

import { useEffect, useRef } from "preact/hooks";

/** Pitch in Hz and start in seconds of each tone. */
const tones = [[523, 0], [659, 0.16]] as const;
const toneS = 0.14;
const loudness = 0.12;

/** `waiting`: how many wait, as far as this person may let them in. */
export function useKnock(waiting: number): void {
  const before = useRef(waiting);
  useEffect(() => {
    if (waiting > before.current) playKnock();
    before.current = waiting;
  }, [waiting]);
}

/** Web Audio API, section 1.26 (OscillatorNode). Where the browser holds sound back nothing is heard. */
function playKnock(): void {
  const context = new AudioContext();
  for (const [hertz, at] of tones) {
    const start = context.currentTime + at;
    const tone = new OscillatorNode(context, { frequency: hertz });
    const gain = new GainNode(context, { gain: loudness });
    gain.gain.setTargetAtTime(0, start + toneS / 2, toneS / 5);
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + 2 * toneS);
    tone.onended = () => at > 0 && context.close();
  }
}
