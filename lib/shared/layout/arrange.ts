// Where each tile stands, in whole CSS pixels from the upper left of the stage, and which tiles are on
// another page because they would get too small. Pure arithmetic; who is big is decided in scene.ts.

import { type Box, cornerBox } from "./corner.ts";
import type { Corner } from "../corners.ts";
import { isScreen, paginate, type Scene, type TileId } from "./scene.ts";
import { type Stage, tileGrid } from "./tiling.ts";

export interface StageSize {
  readonly width: number;
  readonly height: number;
}

export interface Arrangement {
  /** Tiles on this page; who is not in it is not shown. */
  readonly boxes: ReadonlyMap<TileId, Box>;
  readonly pages: readonly (readonly TileId[])[];
  /** From 0. */
  readonly page: number;
  /** What one's own small picture may stand in. */
  readonly cornerArea: Box;
}

const gap = 8;
/** The row under the tiles in which pages are turned. */
const pagerHeight = 48;
/** Below this width or height tiles may stand upright, as on a stage that does so itself. */
const phoneWidth = 600;
const lowHeight = 420;
const widest = 16 / 9;

/** Says how large everything is and where it stands; `corner` is for one's own picture. */
export function arrange(
  scene: Scene,
  { stage, page, corner }: { stage: StageSize; page: number; corner: Corner },
): Arrangement {
  const whole = split(scene, stage);
  const isPaged = scene.rest.length > capacityOf(whole, scene, stage);
  const height = isPaged ? Math.max(0, stage.height - pagerHeight) : stage.height;
  const loose = isPaged ? split(scene, { ...stage, height }) : whole;
  const capacity = isPaged ? capacityOf(loose, scene, stage) : scene.rest.length;
  const limits = limitsFor(stage, scene.focus !== null);
  const parts = tighten(loose, capacity, limits);
  const pages = paginate(scene, capacity);
  const shown = Math.min(Math.max(0, page), pages.length - 1);
  const boxes = new Map(fill(pages[shown] ?? [], parts.rest, limits));
  if (scene.focus && parts.focus) boxes.set(scene.focus, focusBox(scene.focus, parts.focus, stage));
  const cornerArea = (scene.focus && boxes.get(scene.focus)) ?? { x: 0, y: 0, ...stage };
  if (scene.corner) boxes.set(scene.corner, cornerBox(corner, cornerArea, cornerSize(stage)));
  return { boxes, pages, page: shown, cornerArea };
}

interface Parts {
  readonly focus: Box | null;
  readonly rest: Box;
}

/** Divides the stage between what is big and the others: beside or below, whichever is larger. */
function split(scene: Scene, stage: StageSize): Parts {
  const area = { x: 0, y: 0, ...stage };
  if (!scene.focus) return { focus: null, rest: area };
  if (scene.rest.length === 0) return { focus: area, rest: { ...area, width: 0, height: 0 } };
  const beside = splitBeside(area, isScreen(scene.focus));
  const below = splitBelow(area, isScreen(scene.focus));
  return pictureArea(beside.focus) > pictureArea(below.focus) ? beside : below;
}

/** A person's tile is as wide as its height lets it be: on a low stage what that leaves is for the others. */
function splitBeside(area: Box, isScreenBig: boolean) {
  const strip = Math.min(224, Math.max(120, area.width * 0.18));
  const left = isScreenBig ? 0 : area.width - gap - area.height * widest;
  const width = Math.round(Math.max(strip, Math.min(left, area.width * 0.4)));
  const focus = { ...area, width: Math.max(0, area.width - width - gap) };
  return { focus, rest: { ...area, x: focus.width + gap, width } };
}

/** A screen on an upright phone is low: what it leaves is for the others. */
function splitBelow(area: Box, isScreenBig: boolean) {
  const strip = Math.round(Math.min(150, Math.max(80, area.height * 0.19)));
  const left = isScreenBig ? Math.floor(area.height - gap - area.width / (16 / 10)) : 0;
  const height = Math.max(strip, left);
  const focus = { ...area, height: Math.max(0, area.height - height - gap) };
  return { focus, rest: { ...area, y: focus.height + gap, height } };
}

/** Many tiles beside a big one get narrow; what they leave is for the big one. */
function tighten(parts: Parts, count: number, limits: Limits): Parts {
  const { focus, rest } = parts;
  if (!focus || rest.x === 0) return parts;
  const grid = tileGrid(count, { ...rest, ...limits });
  const spare = rest.width - grid.columns * grid.width - (grid.columns - 1) * gap;
  return {
    focus: { ...focus, width: focus.width + spare },
    rest: { ...rest, x: rest.x + spare, width: rest.width - spare },
  };
}

function pictureArea({ width, height }: Box): number {
  const shown = Math.min(width, height * widest);
  return shown * shown;
}

interface Shapes {
  /** The narrowest a tile may be that is big, and one among others: width divided by height. */
  readonly single: number;
  readonly narrowest: number;
  /** Tiles smaller than this go to another page: in a grid, and beside a big one. */
  readonly grid: StageSize;
  readonly strip: StageSize;
}

const phone: Shapes = {
  single: 9 / 16,
  narrowest: 9 / 16,
  grid: { width: 108, height: 100 },
  strip: { width: 72, height: 72 },
};
/** Upright there is height to spare: more people than twelve are for another page. */
const uprightPhone: Shapes = { ...phone, grid: { width: 108, height: 140 } };
const desktop: Shapes = {
  single: 4 / 3,
  narrowest: 4 / 3,
  grid: { width: 160, height: 100 },
  strip: { width: 120, height: 84 },
};

function shapesFor({ width, height }: StageSize): Shapes {
  if (height > width) return uprightPhone;
  return width < phoneWidth || height < lowHeight ? phone : desktop;
}

/** What tiles may be on a stage: their shapes, the space between them, and the least size. */
type Limits = Required<Omit<Stage, "width" | "height">>;

function limitsFor(stage: StageSize, isBesideBig: boolean): Limits {
  const { grid, strip, narrowest } = shapesFor(stage);
  return { gap, minRatio: narrowest, maxRatio: widest, least: isBesideBig ? strip : grid };
}

/** How many of the small tiles fit, at least one. */
function capacityOf({ rest }: Parts, scene: Scene, stage: StageSize): number {
  const limits = limitsFor(stage, scene.focus !== null);
  for (let count = scene.rest.length; count > 1; count--) {
    const { width, height } = tileGrid(count, { ...rest, ...limits });
    if (width >= limits.least.width && height >= limits.least.height) return count;
  }
  return 1;
}

/** Rows from the top, each centred, all in the middle of the area. */
function fill(tiles: readonly TileId[], area: Box, limits: Limits): [TileId, Box][] {
  const grid = tileGrid(tiles.length, { ...area, ...limits });
  const { columns, rows, width, height } = grid;
  const top = area.y + Math.floor((area.height - rows * height - (rows - 1) * gap) / 2);
  return tiles.map((tile, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, tiles.length - row * columns);
    const left = area.x + Math.floor((area.width - inRow * width - (inRow - 1) * gap) / 2);
    return [tile, {
      x: left + (index % columns) * (width + gap),
      y: top + row * (height + gap),
      width,
      height,
    }];
  });
}

/** A screen gets all there is, as its shape is its own; a person a tile that flatters. */
function focusBox(tile: TileId, area: Box, stage: StageSize): Box {
  if (isScreen(tile)) return area;
  const limits = { ...limitsFor(stage, false), minRatio: shapesFor(stage).single };
  const [[, box] = [tile, area]] = fill([tile], area, limits);
  return box;
}

function cornerSize({ width }: StageSize): StageSize {
  if (width < phoneWidth) return { width: 104, height: 138 };
  const wide = Math.round(Math.min(240, Math.max(112, width * 0.18)));
  return { width: wide, height: Math.round(wide / widest) };
}
