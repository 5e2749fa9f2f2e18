// The layout of the stage as the person chose it and the people make it: feeds the call into the pure
// decisions of lib/shared/layout. Knows no tiles.

import type { RefObject } from "preact";
import { useEffect, useMemo, useReducer } from "preact/hooks";
import type { Call, Preferences } from "../../../browser/call_api.ts";
import {
  allTiles,
  arrange,
  type Arrangement,
  type Cast,
  isScreen,
  muidOf,
  reduceLayout,
  setScene,
  shownView,
  startLayout,
  type TileId,
  type View,
  watchedTile,
} from "../../../shared/layout/mod.ts";
import { useSize } from "./use_size.ts";

export interface StageLayout {
  readonly stageRef: RefObject<HTMLDivElement>;
  /** Everything that could be shown, in the order in which it stands. */
  readonly tiles: readonly TileId[];
  readonly arrangement: Arrangement;
  /** The tile of ours that is small over a corner. */
  readonly corner: TileId | null;
  readonly view: View;
  readonly pinned: TileId | null;
  /** A shared screen has the whole stage to itself. */
  readonly isImmersed: boolean;
  /** Whom a window outside of the page would show. */
  readonly watched: TileId | null;
  chooseView(view: View): void;
  /** One's own tiles are never big. */
  pinnable(tile: TileId): boolean;
  /** Pins a tile, or unpins the one that is pinned; null unpins. */
  pin(tile: TileId | null): void;
  /** From 0; goes around at both ends. */
  turnTo(page: number): void;
}

interface LayoutOptions {
  readonly preferences: Preferences;
  readonly isSharing: boolean;
  /** A big screen is to leave no room to anybody. */
  readonly isLying: boolean;
  readonly onRemember: (change: Partial<Preferences>) => void;
}

export function useLayout(call: Call, options: LayoutOptions): StageLayout {
  const { preferences, isSharing, isLying, onRemember } = options;
  const [stageRef, stage] = useSize<HTMLDivElement>();
  const [state, dispatch] = useReducer(reduceLayout, preferences.view, startLayout);
  const cast = readCast(call, { isSelfShown: preferences.isSelfShown, isSharing });
  const tiles = allTiles(cast);
  const names = tiles.join();
  useEffect(() => dispatch({ kind: "cast", tiles }), [names]);
  const whole = setScene(state, cast);
  const isImmersed = isLying && whole.focus !== null && isScreen(whole.focus);
  const scene = isImmersed ? { ...whole, rest: [], corner: null } : whole;
  const { page } = state;
  const corner = preferences.selfCorner;
  const arrangement = useMemo(
    () => arrange(scene, { stage, page, corner }),
    [names, scene.focus, isImmersed, stage, page, corner],
  );
  const count = arrangement.pages.length;
  return {
    stageRef,
    tiles,
    arrangement,
    corner: scene.corner,
    view: shownView(state, scene),
    pinned: state.pinned,
    isImmersed,
    watched: watchedTile(scene, cast),
    chooseView(view) {
      dispatch({ kind: "view", view, focus: scene.focus });
      onRemember({ view });
    },
    pinnable: (tile) => muidOf(tile) !== call.self.value?.muid,
    pin: (tile) => dispatch({ kind: "pin", tile }),
    turnTo: (next) => dispatch({ kind: "page", page: (next + count) % count }),
  };
}

function readCast(
  call: Call,
  { isSelfShown, isSharing }: { isSelfShown: boolean; isSharing: boolean },
): Cast {
  const others = call.participants.value;
  const self = call.self.value?.muid ?? null;
  return {
    others: others.map(({ muid }) => muid),
    self: isSelfShown ? self : null,
    screens: others.filter(({ screen }) => screen.value !== null).map(({ muid }) => muid),
    sharing: isSharing ? self : null,
    activeSpeaker: call.activeSpeaker.value,
  };
}
