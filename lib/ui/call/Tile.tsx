// One person on the stage: picture or avatar, name, and the marks around them. Knows nothing of
// where the picture comes from.

import type { ComponentChildren } from "preact";
import { AudioLines, Crown, Hand, MicOff } from "lucide-preact";
import type { UserInfo } from "../../shared/protocol.ts";
import { Avatar } from "../base/Avatar.tsx";
import { useText } from "../text.ts";

export interface TileProps {
  info: UserInfo;
  /** The name as shown; one's own has "(you)" behind it. */
  label: string;
  isSelf?: boolean;
  isCorner?: boolean;
  isMicOn: boolean;
  isSpeaking: boolean;
  reaction?: string | undefined;
  /** The state of the media path. */
  link?: string;
  /** The picture; an avatar stands in for it where there is none. */
  picture: ComponentChildren;
  /** What is to be said of the connection. */
  status?: ComponentChildren;
}

export function Tile(props: TileProps) {
  const { info, label, isSelf = false, isCorner = false, isMicOn, isSpeaking } = props;
  const text = useText();
  return (
    <li
      class={isCorner ? "tile corner" : "tile"}
      data-muid={info.muid}
      data-self={isSelf}
      data-speaking={isSpeaking}
      data-link={props.link}
      data-online={info.online}
    >
      {props.picture || <Avatar id={info.muid} name={info.name} />}
      {info.hand && (
        <span class="tile-hand">
          <Hand size={18} aria-hidden="true" />
          <span class="unseen">{text.call.handUp}</span>
        </span>
      )}
      {props.reaction && <span class="tile-reaction" aria-hidden="true">{props.reaction}</span>}
      {props.status}
      <span class="tile-name">
        {!isMicOn && <MicOff size={16} class="bad" aria-hidden="true" />}
        {isMicOn && isSpeaking && <AudioLines size={16} class="good" aria-hidden="true" />}
        <span class="tile-name-text">{label}</span>
        {!isMicOn && <span class="unseen">, {text.call.muted}</span>}
        {info.role === "HOST" && (
          <>
            <Crown size={14} aria-hidden="true" />
            <span class="unseen">, {text.common.host}</span>
          </>
        )}
      </span>
    </li>
  );
}
