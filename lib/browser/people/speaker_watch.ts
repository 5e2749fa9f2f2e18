// Asks a few times a second how loud everybody is, and keeps who speaks. Knows no tracks.

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "../ports.ts";
import { nobodySpeaks, reduceSpeakers } from "./speaker.ts";

const periodMs = 150;

export interface SpeakerWatch {
  readonly speaking: ReadonlySignal<ReadonlySet<string>>;
  readonly activeSpeaker: ReadonlySignal<string | null>;
  close(): void;
}

/** Watches the amplitudes (0 to 1, by muid) that `read` gives. */
export function createSpeakerWatch(
  { clock, self, read }: { clock: Clock; self: string; read(): ReadonlyMap<string, number> },
): SpeakerWatch {
  const speakers = signal(nobodySpeaks);
  let cancel = clock.after(periodMs, poll);

  function poll(): void {
    cancel = clock.after(periodMs, poll);
    speakers.value = reduceSpeakers(speakers.peek(), read(), { now: clock.now(), self });
  }

  return {
    speaking: computed(() => speakers.value.speaking),
    activeSpeaker: computed(() => speakers.value.active),
    close() {
      cancel();
      speakers.value = nobodySpeaks;
    },
  };
}
