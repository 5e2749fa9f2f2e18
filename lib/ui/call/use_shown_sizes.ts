// Tells each participant how tall their camera is shown here, so that they send no more than that, and
// nothing while they are on another page. The sizes come from the layout, not from elements.

import { useEffect, useRef } from "preact/hooks";
import type { RemoteParticipant } from "../../browser/call_api.ts";
import type { Box } from "../../shared/corner.ts";
import { personTile, type TileId } from "../../shared/layout.ts";

/** What a small window outside of the page shows, in device pixels. */
const outsideHeight = 270;

interface ShownTiles {
  readonly boxes: ReadonlyMap<TileId, Box>;
  /** The tile that such a window shows, null without one. */
  readonly outside: TileId | null;
}

export function useShownSizes(
  participants: readonly RemoteParticipant[],
  { boxes, outside }: ShownTiles,
): void {
  const told = useRef(new Map<RemoteParticipant, number>());
  useEffect(() => {
    const before = told.current;
    told.current = new Map(participants.map((one) => {
      const tile = personTile(one.muid);
      const onStage = Math.round((boxes.get(tile)?.height ?? 0) * devicePixelRatio);
      return [one, tile === outside ? Math.max(onStage, outsideHeight) : onStage];
    }));
    for (const [one, height] of told.current) {
      if (before.get(one) !== height) one.showAt(height);
    }
  }, [participants, boxes, outside]);
  useEffect(() => () => {
    for (const one of told.current.keys()) one.showAt(0);
  }, []);
}
