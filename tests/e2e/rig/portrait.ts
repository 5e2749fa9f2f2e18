// A camera with somebody in front of it: a file for Chromium's fake camera, with the outline of a person
// before a chequered wall. The wall is what a background effect has to change, the face what it must not.

const [width, height] = [640, 360];
const square = 8;

interface Yuv {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}
const skin: Yuv = { y: 172, u: 108, v: 152 };
const shirt: Yuv = { y: 60, u: 140, v: 124 };
const dark: Yuv = { y: 40, u: 128, v: 128 };
const light: Yuv = { y: 220, u: 128, v: 128 };

function isIn(x: number, y: number, [cx, cy, rx, ry]: readonly number[]): boolean {
  return ((x - (cx ?? 0)) / (rx ?? 1)) ** 2 + ((y - (cy ?? 0)) / (ry ?? 1)) ** 2 < 1;
}

function colourAt(x: number, y: number): Yuv {
  if (isIn(x, y, [320, 150, 55, 75])) return skin;
  if (isIn(x, y, [320, 360, 140, 130])) return shirt;
  return (Math.floor(x / square) + Math.floor(y / square)) % 2 === 0 ? dark : light;
}

/** One frame in 4:2:0, planes behind each other. */
function drawFrame(): Uint8Array<ArrayBuffer> {
  const size = width * height;
  const frame = new Uint8Array(size * 3 / 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colourAt(x, y);
      frame[y * width + x] = colour.y;
      if (x % 2 || y % 2) continue;
      const at = (y / 2) * (width / 2) + x / 2;
      frame[size + at] = colour.u;
      frame[size * 5 / 4 + at] = colour.v;
    }
  }
  return frame;
}

/** Writes the film (YUV4MPEG2, played over and over) and gives back the flags that play it. */
export async function filmPortrait(path: string): Promise<readonly string[]> {
  const header = new TextEncoder().encode(
    `YUV4MPEG2 W${width} H${height} F25:1 Ip A1:1 C420jpeg\n`,
  );
  const mark = new TextEncoder().encode("FRAME\n");
  const frame = drawFrame();
  await Deno.writeFile(path, new Uint8Array(await new Blob([header, mark, frame]).arrayBuffer()));
  return [`--use-file-for-fake-video-capture=${path}`];
}
