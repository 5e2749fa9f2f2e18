// The four m-lines of a connection in their fixed order (P18): microphone, camera, screen, screen
// audio. All are sendrecv for ever, so that a device or a share is a replaceTrack and never a new
// negotiation. Knows no signalling.

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { CodecOrders, PeerConnection, PeerTransceiver } from "../ports.ts";
import { type ScreenShape, type Shape, toEncoding } from "./shape.ts";
import { createTuner, type Edit } from "./tuner.ts";

export const lineNames = ["mic", "camera", "screen", "screenAudio"] as const;
export type LineName = typeof lineNames[number];
type PerLine<T> = Readonly<Record<LineName, T>>;

const kinds: PerLine<"audio" | "video"> = {
  mic: "audio",
  camera: "video",
  screen: "video",
  screenAudio: "audio",
};

type Limit = Required<Pick<RTCRtpEncodingParameters, "active" | "maxBitrate">>;

/** The own tracks, one signal per line; null sends nothing. */
export type OwnTracks = PerLine<ReadonlySignal<MediaStreamTrack | null>>;

export interface LinesDeps {
  readonly tracks: OwnTracks;
  /** Groups for the msid, so that the receiver keeps voice and picture together (RFC 8830). */
  readonly streams: { readonly camera: MediaStream; readonly screen: MediaStream };
  readonly codecs: CodecOrders;
  report(what: string, error: unknown): void;
}

export interface Lines {
  readonly transceivers: PerLine<PeerTransceiver>;
  /** True while something of that line arrives; of the screen, once something has. */
  readonly hasArrived: PerLine<ReadonlySignal<boolean>>;
  /** Limits what is sent of the camera; applied when the connection lets it, and again on change. */
  shapeCamera(shape: Shape): void;
  /** The same for a shared screen. */
  shapeScreen(shape: ScreenShape): void;
  close(): void;
}

/** Adds the lines to a new connection: the side that offers (RFC 8829, section 5.2.1). */
export function addLines(connection: PeerConnection, deps: LinesDeps): Lines {
  for (const name of lineNames) {
    connection.addTransceiver(kinds[name], {
      direction: "sendrecv",
      streams: [streamOf(deps, name)],
    });
  }
  return createLines(connection.getTransceivers(), deps);
}

/**
 * Takes over the lines a remote offer made: the side that answers. It cannot bring its own, as JSEP
 * matches no transceiver of addTransceiver() to a remote m-line (RFC 8829, section 5.10).
 */
export function adoptLines(connection: PeerConnection, deps: LinesDeps): Lines | null {
  const transceivers = connection.getTransceivers();
  if (transceivers.length < lineNames.length) return null;
  lineNames.forEach((name, index) => {
    const transceiver = transceivers[index];
    if (!transceiver) return;
    transceiver.direction = "sendrecv";
    transceiver.sender.setStreams?.(streamOf(deps, name));
  });
  return createLines(transceivers, deps);
}

function streamOf({ streams }: LinesDeps, name: LineName): MediaStream {
  return name === "mic" || name === "camera" ? streams.camera : streams.screen;
}

function createLines(list: readonly PeerTransceiver[], deps: LinesDeps): Lines {
  const [mic, camera, screen, screenAudio] = list;
  if (!mic || !camera || !screen || !screenAudio) throw new Error("A connection has four m-lines");
  const transceivers = { mic, camera, screen, screenAudio };
  const undo: (() => void)[] = [];
  const { voice, video } = deps.codecs;
  // Before the first offer or answer is made: then no renegotiation is needed (webrtc-pc, 5.4).
  for (const [line, codecs] of [[mic, voice], [camera, video], [screen, video]] as const) {
    if (codecs) line.setCodecPreferences?.([...codecs]);
  }
  let isClosed = false;
  let shape: Shape | null = null;
  let applied = "";
  let screenShape: ScreenShape | null = null;
  const tuners = {
    camera: createTuner(camera.sender, (error) => {
      applied = "";
      fail(error);
    }),
    screen: createTuner(screen.sender, fail),
    screenAudio: createTuner(screenAudio.sender, fail),
  };

  for (const name of lineNames) {
    const { sender } = transceivers[name];
    undo.push(effect(() => {
      const track = deps.tracks[name].value;
      sender.replaceTrack(track).then(() => {
        if (name === "camera") applyShape();
        else if (name !== "mic") applyScreenShape();
      }, fail);
    }));
  }
  const watch = (name: LineName, isLasting = false) => {
    const { track } = transceivers[name].receiver;
    const { hasArrived, stop } = watchArrival(track, isLasting);
    undo.push(stop);
    return hasArrived;
  };

  function fail(error: unknown): void {
    if (!isClosed) deps.report("sender", error);
  }

  function applyShape(): void {
    tuners.camera((encoding) => {
      const settings = transceivers.camera.sender.track?.getSettings();
      if (isClosed || !shape || !settings) return false;
      const captured = { width: settings.width ?? 1280, height: settings.height ?? 720 };
      const wanted = toEncoding(shape, captured);
      const key = JSON.stringify(wanted);
      if (key === applied) return false;
      applied = key;
      Object.assign(encoding, wanted);
      return true;
    });
  }

  function applyScreenShape(): void {
    if (!screenShape) return;
    const { isSent, pictureBitrate, soundBitrate } = screenShape;
    tuners.screen(limitTo({ active: isSent, maxBitrate: pictureBitrate }));
    tuners.screenAudio(limitTo({ active: true, maxBitrate: soundBitrate }));
  }

  const limitTo = ({ active, maxBitrate }: Limit): Edit => (encoding) => {
    if (isClosed) return false;
    if ((encoding.active ?? true) === active && encoding.maxBitrate === maxBitrate) return false;
    Object.assign(encoding, { active, maxBitrate });
    return true;
  };

  return {
    transceivers,
    hasArrived: {
      mic: watch("mic"),
      camera: watch("camera"),
      // Nothing more comes while we do not show it: only Firefox and Safari mute it then.
      screen: watch("screen", true),
      screenAudio: watch("screenAudio"),
    },
    shapeCamera(next) {
      shape = next;
      applyShape();
    },
    shapeScreen(next) {
      screenShape = next;
      applyScreenShape();
    },
    close() {
      isClosed = true;
      for (const off of undo) off();
    },
  };
}

/**
 * A remote track is muted until its first packet (webrtc-pc, section 5.1), and in some browsers again
 * when no more come. `isLasting`: what has arrived once has arrived.
 */
function watchArrival(track: MediaStreamTrack, isLasting: boolean) {
  const hasArrived = signal(!track.muted);
  const update = () => {
    hasArrived.value = !track.muted || (isLasting && hasArrived.value);
  };
  track.addEventListener("mute", update);
  track.addEventListener("unmute", update);
  const stop = () => {
    track.removeEventListener("mute", update);
    track.removeEventListener("unmute", update);
  };
  return { hasArrived, stop };
}
