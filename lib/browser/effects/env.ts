// Runs a camera's picture through the worker that changes its background. An adapter like those in env/:
// it names the browser's globals. The worker, its WebAssembly and the model are loaded when somebody
// chooses a background; these lines are too few for a request of their own.

import type { VideoEffect } from "../ports.ts";

/** Breakout Box, as Chromium has it in pages; TypeScript does not list it. */
interface StreamClasses {
  MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack; maxBufferSize: number }) => {
    readonly readable: ReadableStream;
  };
  MediaStreamTrackGenerator: new (init: { kind: "video" }) => MediaStreamTrack & {
    readonly writable: WritableStream;
  };
}

type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly reason: string }
  /** The first frame of this run is there. */
  | { readonly kind: "running"; readonly id: number }
  /** The answer to a question. */
  | { readonly kind: "busy"; readonly ms: number }
  | { readonly kind: "frame"; readonly id: number; readonly bitmap: ImageBitmap };

/** The worker limits streams by itself; single frames are limited before they are copied. */
const frameMs = 1_000 / 24;
/** Larger pictures would only be made smaller for every frame. */
const maxPicture = { resizeWidth: 1280, resizeQuality: "medium" } as const;

/** Makes the effect; the worker and its model are loaded at once. */
export function createVideoEffect(
  workerUrl: string,
  onFailed: (error: Error) => void,
): VideoEffect {
  const worker = new Worker(workerUrl);
  let handleReady = () => {};
  let refuse = (_error: Error) => {};
  const ready = new Promise<void>((resolve, reject) => [handleReady, refuse] = [resolve, reject]);
  // Whoever starts a run hears of it; without a run there is nobody to tell.
  ready.catch(() => {});
  let onFrame = (_id: number, bitmap: ImageBitmap) => bitmap.close();
  let onRunning = (_id: number) => {};
  let onBusy = (_ms: number) => {};
  let runs = 0;

  function fail(reason: string): void {
    const error = new Error(reason);
    refuse(error);
    onFailed(error);
  }
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === "ready") handleReady();
    else if (data.kind === "failed") fail(data.reason);
    else if (data.kind === "busy") onBusy(data.ms);
    else {
      if (data.kind === "frame") onFrame(data.id, data.bitmap);
      onRunning(data.id);
    }
  };
  worker.onerror = () => fail("the worker did not start");
  worker.postMessage({ kind: "open" });

  async function show(url: string | null): Promise<void> {
    const picture = url === null ? null : await readPicture(url);
    worker.postMessage({ kind: "picture", picture }, picture ? [picture] : []);
  }

  return {
    open: () => ready,
    show,
    async start(source) {
      await ready;
      const id = ++runs;
      const stop = () => worker.postMessage({ kind: "stop", id });
      const classes = findStreamClasses();
      const deps = { worker, source, id, stop };
      const run = classes ? startStream(classes, deps) : startFrames(deps);
      onFrame = run.onFrame;
      // Before its first frame a track is black.
      await new Promise<void>((resolve) => {
        onRunning = (ofRun) => ofRun === id && resolve();
        source.addEventListener("ended", () => resolve());
      });
      return run;
    },
    askBusyMs: () =>
      new Promise((resolve) => {
        onBusy = resolve;
        worker.postMessage({ kind: "ask" });
      }),
    close: () => worker.terminate(),
  };
}

function findStreamClasses(): StreamClasses | null {
  const names = ["MediaStreamTrackProcessor", "MediaStreamTrackGenerator"] as const;
  if (!names.every((name) => name in globalThis)) return null;
  const [MediaStreamTrackProcessor, MediaStreamTrackGenerator] = names.map((name) =>
    Reflect.get(globalThis, name)
  );
  return { MediaStreamTrackProcessor, MediaStreamTrackGenerator };
}

interface Run {
  readonly track: MediaStreamTrack;
  onFrame(ofRun: number, bitmap: ImageBitmap): void;
  stop(): void;
}

interface RunDeps {
  readonly worker: Worker;
  readonly source: MediaStreamTrack;
  readonly id: number;
  stop(): void;
}

/** Frames go from the camera to the worker and on without the page's thread. */
function startStream(classes: StreamClasses, { worker, source, id, stop }: RunDeps): Run {
  // One frame waits at most: a slow machine drops frames and does not fall behind.
  const init = { track: source, maxBufferSize: 1 };
  const { readable } = new classes.MediaStreamTrackProcessor(init);
  const track = new classes.MediaStreamTrackGenerator({ kind: "video" });
  const { writable } = track;
  worker.postMessage({ kind: "stream", id, readable, writable }, [readable, writable]);
  return {
    track,
    onFrame: (_id, bitmap) => bitmap.close(),
    stop() {
      stop();
      track.stop();
    },
  };
}

/**
 * Firefox and Safari: each frame is copied to the worker and its answer painted on a canvas. In a
 * hidden tab no frames come, so the others see a still picture.
 */
function startFrames({ worker, source, id, stop }: RunDeps): Run {
  const video = document.createElement("video");
  // Without these two Safari plays nothing, or full screen on a phone.
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([source]);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const [track] = canvas.captureStream().getVideoTracks();
  if (!context || !track) throw new Error("no canvas to paint on");
  let isBusy = false;
  let isOver = false;
  let lastMs = -Infinity;

  function look(nowMs: number): void {
    if (isOver) return;
    video.requestVideoFrameCallback(look);
    if (isBusy || nowMs - lastMs < frameMs * 0.9) return;
    isBusy = true;
    lastMs = nowMs;
    createImageBitmap(video).then(
      (frame) => worker.postMessage({ kind: "frame", id, frame }, [frame]),
      // Between two cameras there may be no frame to copy: the next one comes.
      () => isBusy = false,
    );
  }

  worker.postMessage({ kind: "start", id });
  video.requestVideoFrameCallback(look);
  void video.play();
  return {
    track,
    onFrame(ofRun: number, bitmap: ImageBitmap) {
      isBusy = false;
      if (ofRun === id && !isOver) {
        if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
        if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
        context.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    },
    stop() {
      isOver = true;
      stop();
      track.stop();
      video.srcObject = null;
    },
  };
}

async function readPicture(url: string): Promise<ImageBitmap> {
  // An image element and not fetch(): the policy lets no data: URL be fetched.
  const image = new Image();
  image.src = url;
  await image.decode();
  return await createImageBitmap(image, maxPicture);
}
