// Tells each participant how big their pictures are shown here, so that they send no more than that,
// and nothing while they are on another page or this one is hidden. The sizes come from the layout, not
// from elements.

import { useEffect, useRef, useState } from "preact/hooks";
import type { RemoteParticipant } from "../../../browser/call_api.ts";
import { type Box, personTile, screenTile, type TileId } from "../../../shared/layout/mod.ts";

/** What a small window outside of the page shows, in device pixels. */
const outsideSize = { width: 480, height: 270 };

interface ShownTiles {
  readonly boxes: ReadonlyMap<TileId, Box>;
  /** The tile that such a window shows, null without one. */
  readonly outside: TileId | null;
}

export function useShownSizes(
  participants: readonly RemoteParticipant[],
  { boxes, outside }: ShownTiles,
): void {
  const isUnseen = useIsUnseen();
  const told = useRef(participants);
  useEffect(() => {
    const sideOf = (tile: TileId, side: "width" | "height") => {
      const length = isUnseen ? 0 : boxes.get(tile)?.[side] ?? 0;
      const least = tile === outside ? outsideSize[side] : 0;
      return Math.max(Math.round(length * devicePixelRatio), least);
    };
    told.current = participants;
    for (const one of participants) {
      const person = personTile(one.muid);
      one.showAt({
        camera: sideOf(person, "height"),
        cameraWidth: sideOf(person, "width"),
        screen: one.screen.peek() && sideOf(screenTile(one.muid), "height"),
      });
    }
  }, [participants, boxes, outside, isUnseen]);
  useEffect(() => () => {
    for (const one of told.current) one.showAt({ camera: 0, cameraWidth: 0, screen: 0 });
  }, []);
}

const changes = ["visibilitychange", "enterpictureinpicture", "leavepictureinpicture"] as const;

/** True while nobody can see the page, nor a video that the browser has put above it. */
function useIsUnseen(): boolean {
  const [isUnseen, setIsUnseen] = useState(false);
  useEffect(() => {
    const look = () =>
      // Firefox does not tell of such videos: there the element is undefined, and the page as if seen.
      setIsUnseen(
        document.visibilityState === "hidden" && document.pictureInPictureElement === null,
      );
    for (const change of changes) document.addEventListener(change, look);
    look();
    return () => {
      for (const change of changes) document.removeEventListener(change, look);
    };
  }, []);
  return isUnseen;
}
