// Who is big in the call, who is small, and where each tile stands: pure, in names of tiles and CSS pixels.
// Knows no elements. Loaded with the call; what other pages need stands outside (corners, picture_fit).

export { arrange, type Arrangement } from "./arrange.ts";
export { type Box, moveCorner, nearestCorner, nextCorner } from "./corner.ts";
export {
  allTiles,
  type Cast,
  isScreen,
  muidOf,
  personTile,
  reduceLayout,
  screenTile,
  setScene,
  shownView,
  startLayout,
  type TileId,
  type View,
  watchedTile,
} from "./scene.ts";
export { moveZoom, wholePicture, type Zoom, zoomAt } from "./zoom.ts";
