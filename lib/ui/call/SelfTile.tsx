// One's own tile: what the others see, mirrored as one knows oneself.

import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { LocalMedia } from "../../browser/call_api.ts";
import type { UserInfo } from "../../shared/protocol.ts";
import { useOwnStream } from "../base/use_own_stream.ts";
import { Video } from "../base/Video.tsx";
import { useText } from "../text.ts";
import { Tile } from "./Tile.tsx";

interface SelfTileProps {
  self: UserInfo;
  media: LocalMedia;
  speaking: ReadonlySignal<ReadonlySet<string>>;
  reaction: string | undefined;
  ratio: number;
  isMirrored: boolean;
  isCorner: boolean;
}

export function SelfTile(props: SelfTileProps) {
  const { self, media, speaking, isMirrored, isCorner } = props;
  const text = useText();
  const isSpeaking = useComputed(() => speaking.value.has(self.muid));
  const stream = useOwnStream(media.camera.value);
  return (
    <Tile
      // Losing our own socket is said once, in the banner.
      info={self.online ? self : { ...self, online: true }}
      label={isCorner ? text.common.you : text.call.selfName(self.name)}
      isSelf
      isCorner={isCorner}
      isMicOn={media.mic.value.kind === "on"}
      isSpeaking={isSpeaking.value}
      reaction={props.reaction}
      picture={stream && <Video stream={stream} isMirrored={isMirrored} ratio={props.ratio} />}
    />
  );
}
