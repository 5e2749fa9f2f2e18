// The corners in which one's own picture can stand. Names only; the place of each is in layout/corner.ts.

export const corners = ["top-left", "top-right", "bottom-right", "bottom-left"] as const;
export type Corner = typeof corners[number];
