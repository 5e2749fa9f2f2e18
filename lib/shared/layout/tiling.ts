// How tiles fill a stage: which grid makes them largest. Pure arithmetic in CSS pixels; knows nothing of
// elements.

export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Space between two tiles. */
  readonly gap: number;
  /** The narrowest and the widest shape of a tile, as width divided by height. */
  readonly minRatio: number;
  readonly maxRatio: number;
  /** Smaller tiles are too small, where others can be had; absent: none is. */
  readonly least?: { readonly width: number; readonly height: number };
}

export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  /** Size of every tile. */
  readonly width: number;
  readonly height: number;
}

/**
 * Finds the grid in which `count` equal tiles are largest; the last row may be short. Where tiles may stand
 * upright it is the faces on them that are to be large: a picture covers its tile, so that a face grows with
 * the height, whatever is cut off at the sides.
 */
export function tileGrid(count: number, stage: Stage): TileGrid {
  let best: TileGrid = { columns: 1, rows: 1, width: 0, height: 0 };
  const { width: leastWidth, height: leastHeight } = stage.least ?? { width: 0, height: 0 };
  const isLarge = ({ width, height }: TileGrid) => width >= leastWidth && height >= leastHeight;
  const areaOf = ({ width, height }: TileGrid) => width * height;
  const sizeOf = (grid: TileGrid) => stage.minRatio < 1 ? grid.height : areaOf(grid);
  for (let columns = 1; columns <= count; columns++) {
    const grid = gridOf(count, columns, stage);
    const gain = Number(isLarge(grid)) - Number(isLarge(best)) ||
      sizeOf(grid) - sizeOf(best) || areaOf(grid) - areaOf(best);
    if (gain > 0) best = grid;
  }
  return best;
}

function gridOf(count: number, columns: number, stage: Stage): TileGrid {
  const rows = Math.ceil(count / columns);
  const cellWidth = Math.max(0, (stage.width - stage.gap * (columns - 1)) / columns);
  const cellHeight = Math.max(0, (stage.height - stage.gap * (rows - 1)) / rows);
  return {
    columns,
    rows,
    width: Math.floor(Math.min(cellWidth, cellHeight * stage.maxRatio)),
    height: Math.floor(Math.min(cellHeight, cellWidth / stage.minRatio)),
  };
}
