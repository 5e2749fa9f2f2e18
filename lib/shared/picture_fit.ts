// Whether a picture fills its tile or fits into it. Pure arithmetic; knows nothing of elements. Not part of
// the layout: a picture is shown before a call, too.

/**
 * Below these shares of a picture on screen, cutting it to its tile loses the face. Faces sit in the
 * middle from left to right, but rather high: cut sides cost less than a cut top.
 */
const leastWidth = 0.31;
const leastHeight = 0.55;

/** Says whether a picture should cover its tile or be shown whole, by how much would be cut off. */
export function pictureFit(pictureRatio: number, tileRatio: number): "cover" | "contain" {
  if (!(pictureRatio > 0) || !(tileRatio > 0)) return "cover";
  const isCovering = pictureRatio > tileRatio
    ? tileRatio / pictureRatio >= leastWidth
    : pictureRatio / tileRatio >= leastHeight;
  return isCovering ? "cover" : "contain";
}
