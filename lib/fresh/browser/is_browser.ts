// Owns IS_BROWSER in a bundle. Alone in its file, because esbuild puts a constant's value in the place
// of its name in other modules only when nothing in its file runs before it.

/** Whether this code runs in a browser. */
export const IS_BROWSER = true;
