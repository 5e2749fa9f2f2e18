// Who could be shown, in short: others by letters, ourselves as "me".

import type { Cast } from "../../../lib/shared/layout/scene.ts";

export const cast = (others: string, change: Partial<Cast> = {}): Cast => ({
  others: [...others],
  self: "me",
  screens: [],
  sharing: null,
  activeSpeaker: null,
  ...change,
});
