// One place on the stage: picture or avatar, name, and the marks around them. Knows nothing of where
// the picture comes from, nor why it stands where it does.

import type { ComponentChildren } from "preact";
import audioLinesIcon from "@lucide/icons/icons/audio-lines";
import crownIcon from "@lucide/icons/icons/crown";
import micOffIcon from "@lucide/icons/icons/mic-off";
import pinIcon from "@lucide/icons/icons/pin";
import type { Quality } from "../../../browser/call_api.ts";
import type { Box } from "../../../shared/layout/mod.ts";
import type { UserInfo } from "../../../shared/protocol/mod.ts";
import { Avatar } from "../../base/Avatar.tsx";
import { Given, useText } from "../../text/mod.ts";
import { HandMark } from "../people/mod.ts";
import { QualityMark } from "../../base/QualityMark.tsx";
import { Icon } from "../../base/Icon.tsx";

interface PlaceProps {
  /** Where it stands on the stage, in CSS pixels. */
  box: Box;
  /** Further classes. */
  tone?: string;
  data: Record<`data-${string}`, string | boolean | undefined>;
  /** Buttons that show while the tile is pointed at or has the focus. */
  actions?: ComponentChildren;
  /** Keys pressed on it or on its buttons. */
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ComponentChildren;
}

/** A place with a picture in it; it takes the focus at a touch, so that its buttons show. */
export function Place({ box, tone = "", data, actions, onKeyDown, children }: PlaceProps) {
  const { x, y, width, height } = box;
  return (
    <li
      class={`tile ${tone}`}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      style={{ left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }}
      {...data}
    >
      {children}
      {actions && <div class="tile-actions">{actions}</div>}
    </li>
  );
}

export interface TileProps {
  box: Box;
  info: UserInfo;
  /** The name as shown; one's own has "(you)" behind it. */
  label: string;
  isSelf?: boolean;
  isCorner?: boolean;
  isPinned?: boolean;
  isMicOn: boolean;
  isSpeaking: boolean;
  /** Place among the raised hands, from 1; absent while it is down. */
  handPlace?: number | undefined;
  reaction?: string | undefined;
  /** The state of the media path. */
  link?: string;
  /** How good it is; null or absent where that is not known. */
  quality?: Quality | null;
  /** The picture; an avatar stands in for it where there is none. */
  picture: ComponentChildren;
  /** What is to be said of the connection. */
  status?: ComponentChildren;
  actions?: ComponentChildren;
}

/** The place of a person. */
export function Tile(props: TileProps) {
  const { box, info, isSelf = false, isCorner = false, isSpeaking } = props;
  return (
    <Place
      box={box}
      tone={isCorner ? "corner" : ""}
      data={{
        "data-muid": info.muid,
        "data-self": isSelf,
        "data-speaking": isSpeaking,
        "data-pinned": props.isPinned,
        "data-link": props.link,
        "data-online": info.online,
      }}
      actions={props.actions}
    >
      {props.picture || <Avatar name={info.name} />}
      {props.handPlace && <HandMark place={props.handPlace} tone="tile-hand" />}
      {props.reaction && <span class="tile-reaction" aria-hidden="true">{props.reaction}</span>}
      {props.status}
      <TileName {...props} />
    </Place>
  );
}

function TileName({ info, label, isMicOn, isSpeaking, isPinned, quality }: TileProps) {
  const text = useText();
  return (
    <span class="tile-name">
      {isPinned && (
        <>
          <Icon icon={pinIcon} size={14} aria-hidden="true" />
          <span class="unseen">{text.stage.pinned},</span>
        </>
      )}
      {!isMicOn && <Icon icon={micOffIcon} size={16} class="bad" aria-hidden="true" />}
      {isMicOn && isSpeaking && (
        <Icon icon={audioLinesIcon} size={16} class="good" aria-hidden="true" />
      )}
      <Given class="tile-name-text">{label}</Given>
      {!isMicOn && <span class="unseen">, {text.call.muted}</span>}
      {info.role === "HOST" && (
        <>
          <Icon icon={crownIcon} size={14} class="role-mark" aria-hidden="true" />
          <span class="unseen">, {info.stand_in ? text.common.standIn : text.common.host}</span>
        </>
      )}
      <QualityMark quality={quality ?? null} />
    </span>
  );
}
