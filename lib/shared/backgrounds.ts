// What can stand behind a person in their picture. Names only; the pictures are files in
// static/backgrounds, and one of the person's own.

/** Pictures that come with ConFlux. */
export const backgroundPictures = ["dawn", "hills", "shelf"] as const;
export const backgrounds = ["none", "blur", ...backgroundPictures, "own"] as const;
export type Background = typeof backgrounds[number];
