// Sharing one's own screen: captured first, because the browser wants the click, then asked of the
// server, and sent only when it agreed (P13). Knows no connections and no socket.

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorId } from "../../shared/errors.ts";
import { type MediaFailure, readFailure } from "../devices.ts";
import type { Clock, DisplayOptions, MediaPort } from "../ports.ts";
import type { ScreenHint } from "../preferences.ts";

/** Why nothing of our screen is sent. */
export type ScreenNotice =
  /** Somebody called `name` shares theirs. */
  | { readonly kind: "screen-busy"; readonly name: string }
  | { readonly kind: "screen-refused"; readonly error: ErrorId }
  | { readonly kind: "screen-failed"; readonly failure: MediaFailure };

export interface ScreenShareDeps {
  readonly clock: Clock;
  readonly media: MediaPort | null;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
  /** What the person said they share. */
  readHint(): ScreenHint;
  /** The name of somebody else who shares now, or null. */
  sharer(): string | null;
  say(notice: ScreenNotice): void;
}

export interface ScreenShare {
  /** Captured, whether or not the server has agreed yet. */
  readonly isCaptured: ReadonlySignal<boolean>;
  /** What the others see; null while nothing is shared. */
  readonly stream: ReadonlySignal<MediaStream | null>;
  readonly screen: ReadonlySignal<MediaStreamTrack | null>;
  readonly screenAudio: ReadonlySignal<MediaStreamTrack | null>;
  /** Asks the person what to share, or stops; what goes wrong is said by a notice. */
  set(isOn: boolean): Promise<void>;
  /** The server agreed (null), or refused. */
  handleAnswer(refusal: ErrorId | null): void;
  stop(): void;
  close(): void;
}

/** Nobody answers the browser's question faster than this: who refuses sooner asked nobody. */
const leastAnswerMs = 300;

/** Makes the share; nothing is captured yet. */
export function createScreenShare(deps: ScreenShareDeps): ScreenShare {
  const captured = signal<readonly MediaStreamTrack[]>([]);
  const isAllowed = signal(false);
  let isAsking = false;
  let isClosed = false;

  const find = (kind: string) =>
    isAllowed.value ? captured.value.find((track) => track.kind === kind) ?? null : null;
  const screen = computed(() => find("video"));
  const screenAudio = computed(() => find("audio"));

  async function start(): Promise<void> {
    if (isAsking || isClosed || captured.peek().length > 0) return;
    const name = deps.sharer();
    if (name !== null) return deps.say({ kind: "screen-busy", name });
    isAsking = true;
    const tracks = await capture();
    isAsking = false;
    if (isClosed) return stopAll(tracks);
    const [picture] = tracks.filter((track) => track.kind === "video");
    if (!picture) return stopAll(tracks);
    picture.contentHint = deps.readHint();
    // The browser's own bar, a closed window, a permission taken back: never our own stop().
    picture.addEventListener("ended", stop);
    captured.value = tracks;
  }

  async function capture(): Promise<readonly MediaStreamTrack[]> {
    const askedAt = deps.clock.now();
    try {
      const stream = await deps.media?.getDisplayMedia?.(optionsFor(deps.readHint()));
      return stream?.getTracks() ?? [];
    } catch (error) {
      const refusal = readFailure(error, null);
      const failure = refusal === "denied" ? findBlock(deps.clock.now() - askedAt) : refusal;
      // Somebody who closed the browser's question knows it.
      if (failure) deps.say({ kind: "screen-failed", failure });
      return [];
    }
  }

  function findBlock(tookMs: number): MediaFailure | null {
    const { media } = deps;
    const allowed = media?.allows("display-capture") ?? null;
    if (allowed === false) return media?.isFramed ? "blocked-by-frame" : "blocked-by-server";
    return allowed === null && media?.isFramed && tookMs < leastAnswerMs
      ? "blocked-by-frame"
      : null;
  }

  function stop(): void {
    const tracks = captured.peek();
    batch(() => {
      captured.value = [];
      isAllowed.value = false;
    });
    for (const track of tracks) track.removeEventListener("ended", stop);
    stopAll(tracks);
  }

  return {
    isCaptured: computed(() => captured.value.length > 0),
    stream: computed(() => isAllowed.value ? deps.createStream([...captured.value]) : null),
    screen,
    screenAudio,
    async set(isOn) {
      if (isOn) await start();
      else stop();
    },
    handleAnswer(refusal) {
      if (captured.peek().length === 0) return;
      if (refusal === null) {
        isAllowed.value = true;
        return;
      }
      stop();
      const name = deps.sharer();
      deps.say(
        refusal === "SCREEN_BUSY" && name !== null
          ? { kind: "screen-busy", name }
          : { kind: "screen-refused", error: refusal },
      );
    },
    stop,
    close() {
      isClosed = true;
      stop();
    },
  };
}

function stopAll(tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) track.stop();
}

/**
 * W3C Screen Capture, section 5.4. Every other person costs one more encoding, so text gets few frames;
 * its pixels stay, as reading needs them.
 */
function optionsFor(hint: ScreenHint): DisplayOptions {
  return {
    video: { frameRate: { max: hint === "motion" ? 30 : 10 }, width: { max: 1920 } },
    // Sound of a film, not of a voice; and without our own call in it, where the browser can.
    audio: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      restrictOwnAudio: true,
    },
    systemAudio: "include",
    surfaceSwitching: "include",
    // This tab shows the share: it would show itself without end.
    selfBrowserSurface: "exclude",
  };
}
