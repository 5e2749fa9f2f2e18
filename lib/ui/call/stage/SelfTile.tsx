// One's own tile: what the others see, mirrored as one knows oneself. Where it is small over a corner it
// can be dragged, pressed or moved with the arrow keys to another one, and hidden.

import { type ReadonlySignal, useComputed } from "@preact/signals";
import eyeOffIcon from "@lucide/icons/icons/eye-off";
import type { LocalMedia } from "../../../browser/call_api.ts";
import { type Box, moveCorner, nextCorner } from "../../../shared/layout/mod.ts";
import type { Corner } from "../../../shared/corners.ts";
import type { UserInfo } from "../../../shared/protocol/mod.ts";
import { useOwnStream } from "../../devices/mod.ts";
import { Video } from "../../base/Video.tsx";
import { useText } from "../../text/mod.ts";
import { Tile } from "./Tile.tsx";
import { type Drag, useDrag } from "./use_drag.ts";
import { Icon } from "../../base/Icon.tsx";

interface SelfTileProps {
  self: UserInfo;
  media: LocalMedia;
  speaking: ReadonlySignal<ReadonlySet<string>>;
  handPlace: number | undefined;
  reaction: string | undefined;
  box: Box;
  isMirrored: boolean;
  /** Set where the tile is small over a corner. */
  place: CornerPlace | null;
}

export interface CornerPlace {
  readonly corner: Corner;
  /** What it is a corner of. */
  readonly area: Box;
  readonly onMove: (corner: Corner) => void;
  readonly onHide: () => void;
}

export function SelfTile(props: SelfTileProps) {
  const { self, media, speaking, isMirrored, place } = props;
  const text = useText();
  const isSpeaking = useComputed(() => speaking.value.has(self.muid));
  const stream = useOwnStream(media.camera.value);
  const drag = useDrag(props.box, place);
  const { box } = drag;
  return (
    <Tile
      box={box}
      // Losing our own socket is said once, in the banner.
      info={self.online ? self : { ...self, online: true }}
      label={place ? text.common.you : text.call.selfName(self.name)}
      isSelf
      isCorner={place !== null}
      isMicOn={media.mic.value.kind === "on"}
      isSpeaking={isSpeaking.value}
      handPlace={props.handPlace}
      reaction={props.reaction}
      picture={stream && (
        <Video
          stream={stream}
          isMirrored={isMirrored}
          ratio={box.width / box.height}
          isWhole={!self.expandCamera}
        />
      )}
      actions={place && <CornerActions place={place} drag={drag} />}
    />
  );
}

interface CornerActionsProps {
  place: CornerPlace;
  drag: Drag;
}

function CornerActions({ place, drag }: CornerActionsProps) {
  const text = useText().stage;
  const { corner, onMove, onHide } = place;
  return (
    <>
      <button
        type="button"
        class="tile-mover"
        aria-label={text.moveSelf(text.corner[corner])}
        {...drag.handlers}
        onClick={() => drag.wasDragged() || onMove(nextCorner(corner))}
        onKeyDown={(event) => {
          if (!event.key.startsWith("Arrow")) return;
          event.preventDefault();
          onMove(moveCorner(corner, event.key));
        }}
      />
      <button
        type="button"
        class="round"
        aria-label={text.hideSelf}
        title={text.hideSelf}
        onClick={onHide}
      >
        <Icon icon={eyeOffIcon} size={20} aria-hidden="true" />
      </button>
    </>
  );
}
