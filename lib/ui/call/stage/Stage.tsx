// Where the people are: a tile for each that the layout has on this page, in an order that stays the
// same whoever is big, so that no picture starts anew.

import { useRef } from "preact/hooks";
import { Shielded } from "../../base/Shielded.tsx";
import type { Call, Preferences } from "../../../browser/call_api.ts";
import { isScreen, muidOf, type TileId } from "../../../shared/layout/mod.ts";
import { type InviteTexts, ShareInvitation } from "../../invite/mod.ts";
import { useText } from "../../text/mod.ts";
import { Pager } from "./Pager.tsx";
import { handPlaces } from "../people/mod.ts";
import { RemoteTile } from "./RemoteTile.tsx";
import { type OwnScreen, OwnScreenTile, ScreenTile } from "./ScreenTile.tsx";
import { SelfTile } from "./SelfTile.tsx";
import type { StageLayout } from "./use_layout.ts";

interface StageProps {
  call: Call;
  invite: InviteTexts;
  layout: StageLayout;
  /** What we share ourselves; null while we do not. */
  ownScreen: OwnScreen | null;
  preferences: Preferences;
  reactions: ReadonlyMap<string, string>;
  onRemember: (change: Partial<Preferences>) => void;
}

export function Stage(props: StageProps) {
  const { call, layout, ownScreen } = props;
  const text = useText();
  const { boxes, pages, page } = layout.arrangement;
  const others = call.participants.value;
  const hadOthers = useRef(false);
  if (others.length > 0) hadOthers.current = true;
  const self = call.self.value;
  const hands = handPlaces([...others.map(({ info }) => info.value), ...(self ? [self] : [])]);
  const nameOf = (tile: TileId) => {
    const other = others.find(({ muid }) => muid === muidOf(tile));
    const name = (other?.info.value ?? self)?.name ?? "";
    return isScreen(tile) ? text.stage.screenOf(name) : name;
  };
  const isHeard = (tile: TileId) =>
    !isScreen(tile) && muidOf(tile) !== self?.muid && call.speaking.value.has(muidOf(tile));
  return (
    <div class="stage" ref={layout.stageRef}>
      {others.length === 0 && !ownScreen && (
        <Alone
          invite={props.invite}
          isInviting={self?.role === "HOST" && !self.stand_in}
          wasWithOthers={hadOthers.current}
        />
      )}
      <ul class="tiles" aria-label={text.call.tiles}>
        {layout.tiles.filter((tile) => boxes.has(tile)).map((tile) => (
          <Shielded key={tile} instead={null}>
            <AnyTile {...props} tile={tile} hands={hands} />
          </Shielded>
        ))}
      </ul>
      <Pager
        pages={pages}
        page={page}
        hasKeys={props.preferences.hasShortcuts}
        nameOf={nameOf}
        isHeard={isHeard}
        onTurn={layout.turnTo}
      />
    </div>
  );
}

interface AloneProps {
  invite: InviteTexts;
  /** It is theirs to bring somebody in. */
  isInviting: boolean;
  wasWithOthers: boolean;
}

/** Nobody else is in the meeting: gives whose it is the link to bring somebody in. */
function Alone({ invite, isInviting, wasWithOthers }: AloneProps) {
  const { call } = useText();
  const title = wasWithOthers ? call.aloneAgainTitle : call.aloneTitle;
  return (
    <div class="alone">
      <h2>{title}</h2>
      {isInviting
        ? (
          <>
            {!wasWithOthers && <p class="quiet">{call.alone}</p>}
            <p class="link-text">{invite.link}</p>
            <ShareInvitation invite={invite} tone="button primary" />
          </>
        )
        : <p class="quiet">{call.aloneGuest}</p>}
    </div>
  );
}

interface TileContent extends StageProps {
  /** The places of raised hands by muid. */
  hands: ReadonlyMap<string, number>;
}

function AnyTile({ tile, ...props }: TileContent & { tile: TileId }) {
  const { call, layout, ownScreen, reactions, hands } = props;
  const box = layout.arrangement.boxes.get(tile);
  const self = call.self.value;
  const muid = muidOf(tile);
  if (!box) return null;
  if (muid === self?.muid) {
    if (!isScreen(tile)) return <OwnTile {...props} box={box} self={self} />;
    return ownScreen && <OwnScreenTile screen={ownScreen} box={box} />;
  }
  const participant = call.participants.value.find((one) => one.muid === muid);
  if (!participant) return null;
  const isPinned = layout.pinned === tile;
  const pin = { box, isPinned, onPin: () => layout.pin(tile) };
  if (isScreen(tile)) return <ScreenTile participant={participant} {...pin} />;
  return (
    <RemoteTile
      participant={participant}
      speaking={call.speaking}
      handPlace={hands.get(muid)}
      reaction={reactions.get(muid)}
      {...pin}
    />
  );
}

type OwnTileProps = TileContent & Pick<Parameters<typeof SelfTile>[0], "box" | "self">;

function OwnTile({ call, layout, preferences, reactions, hands, ...rest }: OwnTileProps) {
  const { onRemember, box, self } = rest;
  const place = {
    corner: preferences.selfCorner,
    area: layout.arrangement.cornerArea,
    onMove: (selfCorner: Preferences["selfCorner"]) => onRemember({ selfCorner }),
    onHide: () => onRemember({ isSelfShown: false }),
  };
  return (
    <SelfTile
      self={self}
      media={call.media}
      speaking={call.speaking}
      handPlace={hands.get(self.muid)}
      reaction={reactions.get(self.muid)}
      box={box}
      isMirrored={preferences.isMirrored}
      place={layout.corner ? place : null}
    />
  );
}
