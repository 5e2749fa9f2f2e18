// Puts something else behind a person, frame by frame, away from the page's thread. A classic script,
// served with a policy of its own (lib/server/http/headers.ts): it may compile WebAssembly, pages may not.
// Takes frames as a stream, or as single bitmaps where the browser has no such streams.

"use strict";

/** Where a file of the package is: under the key of the build that this one has, so that it is kept. */
const fileUrl = (name) => `/effects/segmentation/${name}${self.location.search}`;
/** The model looks at 256 x 144; more than this is only slower. */
const lookWidth = 640;
const lookHeight = 360;
const maxOutHeight = 720;
/** Each frame costs as much as encoding it: fewer of them leave room for the call. */
const frameUs = 1_000_000 / 24;
/** The blurred background is made this small, which is most of its blur and all of its speed. */
const blurWidth = 160;

const look = new OffscreenCanvas(lookWidth, lookHeight).getContext("2d");
const far = new OffscreenCanvas(blurWidth, 90).getContext("2d");
const out = new OffscreenCanvas(1, 1).getContext("2d", { alpha: false });
const person = new OffscreenCanvas(1, 1).getContext("2d");

/** The picture to stand in front of, null for a blur. */
let picture = null;
/** The number of the run that is on; frames of another are let go. */
let current = 0;
let segmenter = null;
let results = null;
/** When the present frame was begun; null between two. */
let beganAt = null;

/**
 * The package knows how to run in a page only: it asks for a canvas and for script elements. Here
 * they are made of what a worker has.
 */
function pretendToBeAPage() {
  const makeElement = (name) => {
    if (name === "canvas") return new OffscreenCanvas(1, 1);
    const handlers = {};
    return {
      handlers,
      setAttribute: (key, value) => handlers[key] = value,
      addEventListener: (type, handle) => handlers[type] = handle,
    };
  };
  self.window = self;
  self.document = {
    currentScript: null,
    createElement: makeElement,
    addEventListener() {},
    removeEventListener() {},
    body: {
      appendChild({ handlers }) {
        importScripts(handlers.src);
        queueMicrotask(handlers.load);
      },
    },
  };
}

/** Without a graphics processor its emulation is three times slower than the model on the CPU. */
function hasOnlySoftwareGraphics() {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (!gl) throw new Error("no WebGL");
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : "";
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software/i.test(renderer);
}

async function openSegmenter() {
  const useCpuInference = hasOnlySoftwareGraphics();
  pretendToBeAPage();
  // What the package logs is of no use to anybody here.
  for (const level of ["log", "info", "warn", "error"]) console[level] = () => {};
  importScripts(fileUrl("selfie_segmentation.js"));
  const made = new self.SelfieSegmentation({ locateFile: fileUrl });
  made.setOptions({ modelSelection: 1, selfieMode: false, useCpuInference });
  made.onResults((found) => {
    results = found;
  });
  await made.initialize();
  return made;
}

/** The part of a source that covers a target without bending it, for drawImage. */
function coverOf(source, target) {
  const scale = Math.max(target.width / source.width, target.height / source.height);
  const [width, height] = [target.width / scale, target.height / scale];
  return [(source.width - width) / 2, (source.height - height) / 2, width, height];
}

function drawBackground(frame, { width, height }) {
  if (picture) {
    out.drawImage(picture, ...coverOf(picture, { width, height }), 0, 0, width, height);
    return;
  }
  const canvas = far.canvas;
  canvas.height = Math.round(blurWidth * height / width);
  // Safari has no filters here; what is left of so small a picture is unclear enough.
  far.filter = "blur(3px)";
  // Over the edge, as a blur makes the edge itself dark.
  far.drawImage(frame, -8, -8, canvas.width + 16, canvas.height + 16);
  out.imageSmoothingQuality = "high";
  out.drawImage(canvas, 0, 0, width, height);
}

/** Draws `frame` with its background changed into `out`; `size` is the frame's, in pixels. */
async function compose(frame, size) {
  const scale = Math.min(1, maxOutHeight / Math.min(size.width, size.height));
  const width = Math.round(size.width * scale);
  const height = Math.round(size.height * scale);
  for (const { canvas } of [out, person]) {
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  }
  beganAt = performance.now();
  look.drawImage(frame, 0, 0, lookWidth, lookHeight);
  await segmenter.send({ image: look.canvas });
  const { segmentationMask, image } = results;
  person.globalCompositeOperation = "copy";
  person.drawImage(segmentationMask, 0, 0, width, height);
  person.globalCompositeOperation = "source-in";
  person.drawImage(frame, 0, 0, width, height);
  segmentationMask.close();
  image.close();
  drawBackground(frame, { width, height });
  out.drawImage(person.canvas, 0, 0);
  beganAt = null;
}

async function runStream({ id, readable, writable }) {
  const reader = readable.getReader();
  const writer = writable.getWriter();
  // Either end goes when the page stops the run, and that may be seen here before its message: it is
  // an end and no failure. A failure would show the camera as it is.
  const orEnd = (promise) => promise.catch(() => ({ done: true }));
  let lastUs = -Infinity;
  let isOver = false;
  while (!isOver) {
    const { value: frame, done } = await orEnd(reader.read());
    if (done) break;
    const isEarly = frame.timestamp - lastUs < frameUs * 0.9;
    if (id === current && !isEarly) {
      const { timestamp, displayWidth: width, displayHeight: height } = frame;
      await compose(frame, { width, height });
      const written = await orEnd(writer.write(new VideoFrame(out.canvas, { timestamp })));
      isOver = written?.done === true;
      if (lastUs === -Infinity) postMessage({ kind: "running", id });
      lastUs = timestamp;
    }
    frame.close();
    isOver ||= id !== current;
  }
  await orEnd(reader.cancel());
  await orEnd(writer.close());
}

async function runFrame({ id, frame }) {
  if (id === current) {
    await compose(frame, frame);
    const bitmap = out.canvas.transferToImageBitmap();
    postMessage({ kind: "frame", id, bitmap }, [bitmap]);
  }
  frame.close();
}

async function handle(message) {
  if (message.kind === "open") {
    segmenter = await openSegmenter();
    postMessage({ kind: "ready" });
  } else if (message.kind === "picture") {
    picture?.close();
    picture = message.picture;
  } else if (message.kind === "stream") {
    current = message.id;
    await runStream(message);
  } else if (message.kind === "start") {
    current = message.id;
  } else if (message.kind === "frame") {
    await runFrame(message);
  } else if (message.kind === "ask") {
    postMessage({ kind: "busy", ms: beganAt === null ? 0 : performance.now() - beganAt });
  } else if (message.kind === "stop" && message.id === current) {
    current = 0;
  }
}

self.onmessage = ({ data }) => {
  handle(data).catch((error) => postMessage({ kind: "failed", reason: String(error) }));
};
