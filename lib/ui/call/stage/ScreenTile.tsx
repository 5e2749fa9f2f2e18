// The tiles of shared screens: somebody else's, always shown whole, and one's own, small and with the
// way to stop it.

import monitorUpIcon from "@lucide/icons/icons/monitor-up";
import shrinkIcon from "@lucide/icons/icons/shrink";
import zoomInIcon from "@lucide/icons/icons/zoom-in";
import screenShareOffIcon from "@lucide/icons/icons/screen-share-off";
import type { RemoteParticipant } from "../../../browser/call_api.ts";
import type { Box } from "../../../shared/layout/mod.ts";
import { Video } from "../../base/Video.tsx";
import { useText } from "../../text/mod.ts";
import { PinButton } from "./PinButton.tsx";
import { Place } from "./Tile.tsx";
import { TileButton } from "./TileButton.tsx";
import { Icon } from "../../base/Icon.tsx";
import { useZoom } from "./use_zoom.ts";

interface ScreenTileProps {
  participant: RemoteParticipant;
  box: Box;
  isPinned: boolean;
  onPin: () => void;
}

export function ScreenTile({ participant, box, isPinned, onPin }: ScreenTileProps) {
  const text = useText().stage;
  const label = text.screenOf(participant.info.value.name);
  const stream = participant.screen.value;
  const zoom = useZoom(box, stream);
  const { scale, x, y } = zoom.at;
  return (
    <Place
      box={box}
      tone="screen"
      data={{ "data-screen": participant.muid, "data-pinned": isPinned }}
      onKeyDown={zoom.handleKey}
      actions={
        <>
          <TileButton label={text.zoomIn} icon={zoomInIcon} onPress={zoom.zoomIn} />
          {scale > 1 && (
            <TileButton label={text.showWhole} icon={shrinkIcon} onPress={zoom.showWhole} />
          )}
          <PinButton name={label} isPinned={isPinned} onPin={onPin} />
        </>
      }
    >
      {stream && (
        <div class="zoomable" data-zoomed={scale > 1} {...zoom.handlers}>
          <div style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}>
            <Video stream={stream} ratio={box.width / box.height} isWhole label={label} />
          </div>
        </div>
      )}
      <span class="tile-name">
        <Icon icon={monitorUpIcon} size={16} aria-hidden="true" />
        <span class="tile-name-text">{label}</span>
      </span>
    </Place>
  );
}

/** What we share ourselves. */
export interface OwnScreen {
  readonly stream: MediaStream;
  readonly onStop: () => void;
}

export function OwnScreenTile({ screen, box }: { screen: OwnScreen; box: Box }) {
  const text = useText().stage;
  return (
    <Place box={box} tone="screen own-screen" data={{ "data-screen": "self" }}>
      <Video stream={screen.stream} ratio={box.width / box.height} isWhole />
      <div class="own-screen-note">
        <p>{text.sharing}</p>
        <button type="button" class="button danger" onClick={screen.onStop}>
          <Icon icon={screenShareOffIcon} size={18} aria-hidden="true" />
          {text.stopSharing}
        </button>
      </div>
    </Place>
  );
}
