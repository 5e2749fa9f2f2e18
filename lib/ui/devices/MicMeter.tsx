// Five bars that rise with the voice, so that a person sees the microphone works.

import type { ReadonlySignal } from "@preact/signals";
import { useText } from "../text/mod.ts";

/** Loudness from which each bar is lit; speech seldom goes over the last. */
const steps = [0.02, 0.08, 0.18, 0.32, 0.5];

export function MicMeter({ level }: { level: ReadonlySignal<number> }) {
  const text = useText().preview;
  const lit = steps.filter((step) => level.value >= step).length;
  return (
    <span
      class="mic-meter"
      role="meter"
      aria-label={text.micLevel}
      aria-valuemin={0}
      aria-valuemax={steps.length}
      aria-valuenow={lit}
    >
      {steps.map((step, index) => <i key={step} data-lit={index < lit} />)}
    </span>
  );
}
