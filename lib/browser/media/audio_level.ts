// How loud tracks are, polled a few times a second by a timer (never per frame: a hidden tab still has
// ears). The own microphone through a meter, the others through what their receivers report.

import * as z from "zod/mini";
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { DeviceState } from "../devices.ts";
import type { Clock, LevelMeter, PeerReceiver } from "../ports.ts";

const ownPeriodMs = 100;
/** Steps of the level that goes to the screen; finer ones would only redraw. */
const steps = 50;

/** Linear amplitude (0 to 1) as the screen takes it: nearer to how loud it sounds, and in steps. */
export function toLoudness(amplitude: number): number {
  return Math.round(Math.sqrt(Math.min(1, Math.max(0, amplitude))) * steps) / steps;
}

/** The amplitude a loudness was made of, but for the rounding. */
export function toAmplitude(loudness: number): number {
  return loudness ** 2;
}

export interface MicLevelDeps {
  readonly clock: Clock;
  readonly mic: ReadonlySignal<DeviceState>;
  createMeter(track: MediaStreamTrack): LevelMeter;
  report(what: string, error: unknown): void;
}

/** Loudness of the own microphone while it is on. */
export function createMicLevel(
  { clock, mic, createMeter, report }: MicLevelDeps,
): { readonly level: ReadonlySignal<number>; close(): void } {
  const level = signal(0);
  const stop = effect(() => {
    const state = mic.value;
    if (state.kind !== "on") return;
    const meter = openMeter(state.track);
    if (!meter) return;
    let cancel = () => {};
    const poll = () => {
      level.value = toLoudness(meter.read());
      cancel = clock.after(ownPeriodMs, poll);
    };
    cancel = clock.after(ownPeriodMs, poll);
    return () => {
      cancel();
      meter.close();
      level.value = 0;
    };
  });

  function openMeter(track: MediaStreamTrack): LevelMeter | null {
    try {
      return createMeter(track);
    } catch (error) {
      // No audio output at all, or too many contexts: the call works without a meter.
      report("meter", error);
      return null;
    }
  }
  return { level, close: stop };
}

/** Linear loudness as the browser last measured it (webrtc-pc 5.3, getSynchronizationSources). */
export function createReceiverLevel(receiver: PeerReceiver): { read(): number } {
  let fromStats = 0;
  return {
    read() {
      const level = receiver.getSynchronizationSources?.()[0]?.audioLevel;
      if (level !== undefined) return level;
      // Slower, and the answer comes for the next poll; a closed connection gives none.
      receiver.getStats().then(
        (stats) => fromStats = readAudioLevel(stats),
        () => fromStats = 0,
      );
      return fromStats;
    },
  };
}

const AudioStats = z.object({ type: z.literal("inbound-rtp"), audioLevel: z.number() });

function readAudioLevel(stats: { forEach(visit: (entry: unknown) => void): void }): number {
  let level = 0;
  stats.forEach((entry) => {
    const parsed = AudioStats.safeParse(entry);
    if (parsed.success) level = parsed.data.audioLevel;
  });
  return level;
}
