// Somebody else in the call, as the screen sees them: what the server says of them joined with what
// arrives over their link.

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { UserInfo } from "../../shared/protocol/mod.ts";
import { createReceiverLevel, toLoudness } from "../media/mod.ts";
import type { LinkState, PeerLink, ShownSizes } from "../peer/mod.ts";
import { createRemoteStats, type LinkSample, type Quality } from "../stats/mod.ts";

/** Somebody else in the call. One object per muid, the same for the whole call. */
export interface RemoteParticipant {
  readonly muid: string;
  /** What the server says of this participant; `online` is false while it reconnects. */
  readonly info: ReadonlySignal<UserInfo>;
  readonly link: ReadonlySignal<LinkState>;
  /** One audio track (microphone), always there once linked: play it in an <audio>. */
  readonly audio: ReadonlySignal<MediaStream | null>;
  /** Null while the camera is off or nothing has arrived. */
  readonly camera: ReadonlySignal<MediaStream | null>;
  /** Screen share with its audio, null while there is none. */
  readonly screen: ReadonlySignal<MediaStream | null>;
  /** Loudness, 0 to 1. */
  readonly level: ReadonlySignal<number>;
  /** How good the connection is, over the last seconds; null while there is nothing to go by. */
  readonly quality: ReadonlySignal<Quality | null>;
  /** The connection over the last two minutes, a sample every two seconds, oldest first. */
  readonly samples: ReadonlySignal<readonly LinkSample[]>;
  /**
   * Says how tall the pictures of this participant are shown here. They send no more than that.
   * Without it they choose by the number of people.
   */
  showAt(sizes: ShownSizes): void;
  retry(): void;
}

export interface RemoteDeps {
  readonly info: UserInfo;
  readonly link: PeerLink;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
}

export interface Remote {
  readonly participant: RemoteParticipant;
  readonly info: Signal<UserInfo>;
  readonly link: PeerLink;
  /** Reads the amplitude, 0 to 1, and shows it as loudness. */
  pollLevel(): number;
  /** Something should arrive now. */
  isMediaDue(): boolean;
  /** Measures the connection. */
  pollStats(now: number): Promise<void>;
}

/** Makes the participant that belongs to a link. */
export function createRemote({ info: first, link, createStream }: RemoteDeps): Remote {
  const info = signal(first);
  const level = signal(0);
  const stats = createRemoteStats(link);

  /** The streams of the present connection: made once each, as a new object restarts an element. */
  const received = computed(() => {
    const transceivers = link.lines.value?.transceivers;
    if (!transceivers) return null;
    const { mic, camera, screen, screenAudio } = transceivers;
    return {
      audio: createStream([mic.receiver.track]),
      camera: createStream([camera.receiver.track]),
      screen: createStream([screen.receiver.track, screenAudio.receiver.track]),
      meter: createReceiverLevel(mic.receiver),
    };
  });
  // The server's word and the packets come on different ways: both have to be there.
  const isShown = (name: "camera" | "screen") =>
    info.value.state[name] && (link.lines.value?.hasArrived[name].value ?? false);
  const camera = computed(() => isShown("camera") ? received.value?.camera ?? null : null);
  const screen = computed(() => isShown("screen") ? received.value?.screen ?? null : null);

  /** What should arrive: sound, and how many frames a second. */
  function expected() {
    const { mic, camera } = info.peek().state;
    return { sound: mic, fps: camera ? link.expectedFps() : 0 };
  }

  const participant: RemoteParticipant = {
    muid: first.muid,
    info,
    link: link.state,
    audio: computed(() => received.value?.audio ?? null),
    camera,
    screen,
    level,
    quality: stats.quality,
    samples: stats.samples,
    showAt: link.showAt,
    retry: link.retry,
  };
  return {
    participant,
    info,
    link,
    isMediaDue() {
      const { sound, fps } = expected();
      return sound || fps > 0;
    },
    async pollStats(now) {
      await stats.poll(now, expected());
      const isFlowing = stats.isFlowing();
      if (isFlowing !== null) link.handleMedia(isFlowing);
    },
    pollLevel() {
      // The last measured value stays when packets stop.
      const isHeard = info.peek().state.mic && link.state.peek().kind === "connected";
      const amplitude = isHeard ? received.peek()?.meter.read() ?? 0 : 0;
      level.value = toLoudness(amplitude);
      return amplitude;
    },
  };
}
