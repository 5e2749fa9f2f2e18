// The tile of somebody else: their picture, and how the connection to them is.

import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LoaderCircle, RotateCw, WifiOff } from "lucide-preact";
import type { LinkState, RemoteParticipant } from "../../browser/call_api.ts";
import { Video } from "../base/Video.tsx";
import { useText } from "../text.ts";
import { Tile } from "./Tile.tsx";

interface RemoteTileProps {
  participant: RemoteParticipant;
  speaking: ReadonlySignal<ReadonlySet<string>>;
  reaction: string | undefined;
  /** Size of the tile, in CSS pixels. */
  width: number;
  height: number;
}

export function RemoteTile(props: RemoteTileProps) {
  const { participant, speaking, reaction, width, height } = props;
  const { muid } = participant;
  const isSpeaking = useComputed(() => speaking.value.has(muid));
  useEffect(() => participant.showAt(Math.round(height * devicePixelRatio)), [height]);
  useEffect(() => () => participant.showAt(0), []);
  const info = participant.info.value;
  const link = participant.link.value;
  const stream = info.state.camera ? participant.camera.value : null;
  return (
    <Tile
      info={info}
      label={info.name}
      isMicOn={info.state.mic}
      isSpeaking={isSpeaking.value}
      reaction={reaction}
      link={link.kind}
      picture={stream && (
        <Video stream={stream} ratio={width / height} isWhole={!info.expandCamera} />
      )}
      status={
        <LinkStatus
          link={link}
          name={info.name}
          isOnline={info.online}
          onRetry={() => participant.retry()}
        />
      }
    />
  );
}

interface LinkStatusProps {
  link: LinkState;
  name: string;
  isOnline: boolean;
  onRetry: () => void;
}

function LinkStatus({ link, name, isOnline, onRetry }: LinkStatusProps) {
  const text = useText().call;
  if (link.kind === "failed") {
    return (
      <div class="tile-status failed">
        <span>
          <WifiOff size={18} aria-hidden="true" />
          {text.noPath}
        </span>
        <button type="button" class="button" aria-label={text.retryLabel(name)} onClick={onRetry}>
          <RotateCw size={18} aria-hidden="true" />
          {text.retry}
        </button>
      </div>
    );
  }
  if (link.kind === "connected" && isOnline) return null;
  return (
    <div class="tile-status">
      <span>
        <LoaderCircle size={16} class="spin" aria-hidden="true" />
        {link.kind === "connecting" ? text.connecting : text.reconnecting}
      </span>
    </div>
  );
}
