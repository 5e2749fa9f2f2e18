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
}

export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  /** Size of every tile. */
  readonly width: number;
  readonly height: number;
}

/** Finds the grid in which `count` equal tiles are largest; the last row may be short. */
export function tileGrid(count: number, stage: Stage): TileGrid {
  let best: TileGrid = { columns: 1, rows: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const grid = gridOf(count, columns, stage);
    if (grid.width * grid.height > best.width * best.height) best = grid;
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
