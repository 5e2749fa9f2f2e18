// Where the people are: tiles as large as the space allows. With one other person, or none, one's
// own picture is small in a corner.

import type { Call } from "../../browser/call_api.ts";
import { type TileGrid, tileGrid } from "../../shared/tiling.ts";
import { useText } from "../text.ts";
import { Alone } from "./Alone.tsx";
import { RemoteTile } from "./RemoteTile.tsx";
import { SelfTile } from "./SelfTile.tsx";
import { type Size, useSize } from "./use_size.ts";

interface StageProps {
  call: Call;
  link: string;
  isMirrored: boolean;
  reactions: ReadonlyMap<string, string>;
}

const gap = 8;
const cornerRatio = 16 / 9;
/** Below this width tiles may stand upright, in CSS pixels. */
const phoneWidth = 600;

export function Stage({ call, link, isMirrored, reactions }: StageProps) {
  const text = useText().call;
  const [ref, size] = useSize<HTMLDivElement>();
  const others = call.participants.value;
  const self = call.self.value;
  const isCorner = others.length < 2;
  const grid = tileGrid(isCorner ? others.length : others.length + 1, shape(size, isCorner));
  return (
    <div class="stage" ref={ref}>
      {others.length === 0 && <Alone link={link} />}
      <ul
        class="tiles"
        aria-label={text.tiles}
        style={tilesStyle(grid)}
      >
        {others.map((one) => (
          <RemoteTile
            key={one.muid}
            participant={one}
            speaking={call.speaking}
            reaction={reactions.get(one.muid)}
            width={grid.width}
            height={grid.height}
          />
        ))}
        {self && (
          <SelfTile
            key={self.muid}
            self={self}
            media={call.media}
            speaking={call.speaking}
            reaction={reactions.get(self.muid)}
            ratio={isCorner ? cornerRatio : grid.width / grid.height}
            isMirrored={isMirrored}
            isCorner={isCorner}
          />
        )}
      </ul>
    </div>
  );
}

/** Set on the element by Preact in the browser, as the policy wants it; alone there are no tiles. */
function tilesStyle({ width, height }: TileGrid) {
  if (height === 0) return {};
  return { "--tile-width": `${width}px`, "--tile-height": `${height}px` };
}

function shape({ width, height }: Size, isSingle: boolean) {
  const isPhone = width < phoneWidth;
  const minRatio = isPhone ? (isSingle ? 2 / 3 : 3 / 4) : 4 / 3;
  return { width, height, gap, minRatio, maxRatio: 16 / 9 };
}
