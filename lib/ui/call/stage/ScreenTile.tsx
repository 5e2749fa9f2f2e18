// The tiles of shared screens: somebody else's, always shown whole, and one's own, small and with the
// way to stop it.

import monitorUpIcon from "@lucide/icons/icons/monitor-up";
import screenShareOffIcon from "@lucide/icons/icons/screen-share-off";
import type { RemoteParticipant } from "../../../browser/call_api.ts";
import type { Box } from "../../../shared/layout/mod.ts";
import { Video } from "../../base/Video.tsx";
import { useText } from "../../text/mod.ts";
import { PinButton } from "./PinButton.tsx";
import { Place } from "./Tile.tsx";
import { Icon } from "../../base/Icon.tsx";

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
  return (
    <Place
      box={box}
      tone="screen"
      data={{ "data-screen": participant.muid, "data-pinned": isPinned }}
      actions={<PinButton name={label} isPinned={isPinned} onPin={onPin} />}
    >
      {stream && <Video stream={stream} ratio={box.width / box.height} isWhole label={label} />}
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
