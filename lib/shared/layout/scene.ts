// What is big on the stage and what is small: view, pin, screen shares, speaker. Pure decisions over
// the names of tiles; knows no sizes (arrange.ts) and no elements.

export type View = "grid" | "speaker";

/** One tile: a person's camera or a shared screen, by muid. */
export type TileId = `person:${string}` | `screen:${string}`;

/** The tile of a person's camera. */
export function personTile(muid: string): TileId {
  return `person:${muid}`;
}

/** The tile of the screen that somebody shares. */
export function screenTile(muid: string): TileId {
  return `screen:${muid}`;
}

/** Says whether a tile shows a screen. */
export function isScreen(tile: TileId): boolean {
  return tile.startsWith("screen:");
}

/** Whose tile it is. */
export function muidOf(tile: TileId): string {
  return tile.slice(tile.indexOf(":") + 1);
}

/** Who could be shown now. */
export interface Cast {
  /** The others, by muid, in the order of joining. */
  readonly others: readonly string[];
  /** Ourselves; null where our own picture is hidden. */
  readonly self: string | null;
  /** Others who share a screen; the newest comes last. */
  readonly screens: readonly string[];
  /** Ourselves, where we share a screen. */
  readonly sharing: string | null;
  readonly activeSpeaker: string | null;
}

/** What the person chose. */
export interface LayoutState {
  readonly view: View;
  readonly pinned: TileId | null;
  /** A share that the person no longer wants big. */
  readonly putAway: TileId | null;
  /** From 0; beyond the last page means the last. */
  readonly page: number;
}

export type LayoutEvent =
  /** Chose a view while `focus` was big. */
  | { readonly kind: "view"; readonly view: View; readonly focus: TileId | null }
  /** Pins a tile, or unpins the one that is pinned; null unpins. */
  | { readonly kind: "pin"; readonly tile: TileId | null }
  | { readonly kind: "page"; readonly page: number }
  /** Who could be shown has changed. */
  | { readonly kind: "cast"; readonly tiles: readonly TileId[] };

/** What is big, what is small and in which order, and what lies over a corner. */
export interface Scene {
  readonly focus: TileId | null;
  readonly rest: readonly TileId[];
  readonly corner: TileId | null;
  /** Our own tiles among the rest: they stay on the first page. */
  readonly own: readonly TileId[];
}

/** The layout before anything was chosen in this call. */
export function startLayout(view: View): LayoutState {
  return { view, pinned: null, putAway: null, page: 0 };
}

/** What a choice, or somebody's coming and going, makes of the layout. */
export function reduceLayout(state: LayoutState, event: LayoutEvent): LayoutState {
  switch (event.kind) {
    case "view": {
      const { view, focus } = event;
      const putAway = view === "grid" && focus && isScreen(focus) ? focus : null;
      return { view, pinned: null, putAway, page: 0 };
    }
    case "pin":
      return { ...state, pinned: event.tile === state.pinned ? null : event.tile, page: 0 };
    case "page":
      return { ...state, page: event.page };
    case "cast": {
      // A tile that comes back later is a new one: neither pinned nor put away.
      const keep = (tile: TileId | null) => tile && event.tiles.includes(tile) ? tile : null;
      const [pinned, putAway] = [keep(state.pinned), keep(state.putAway)];
      const isSame = pinned === state.pinned && putAway === state.putAway;
      return isSame ? state : { ...state, pinned, putAway };
    }
  }
}

/** Everything that has a tile, in the order in which tiles stand and are read out. */
export function allTiles({ others, self, screens, sharing }: Cast): readonly TileId[] {
  return [
    ...screens.map(screenTile),
    ...others.map(personTile),
    ...(sharing ? [screenTile(sharing)] : []),
    ...(self ? [personTile(self)] : []),
  ];
}

/** Puts everybody in their place. */
export function setScene(state: LayoutState, cast: Cast): Scene {
  const focus = chooseFocus(state, cast);
  const isAlone = cast.others.length === 0 && !cast.sharing;
  // Never over a screen: it would hide what is to be read.
  const isCorner = focus ? !isScreen(focus) : isAlone;
  const corner = cast.self && isCorner ? personTile(cast.self) : null;
  const rest = allTiles(cast).filter((tile) => tile !== focus && tile !== corner);
  const own = rest.filter((tile) => muidOf(tile) === (cast.self ?? cast.sharing));
  return { focus, rest, corner, own };
}

/** What a person pinned wins, then a share, then what the view has big. */
function chooseFocus(state: LayoutState, cast: Cast): TileId | null {
  const { others, screens, activeSpeaker } = cast;
  const tiles = allTiles({ ...cast, self: null, sharing: null });
  if (state.pinned && tiles.includes(state.pinned)) return state.pinned;
  const share = screens.map(screenTile).findLast((tile) => tile !== state.putAway);
  if (share) return share;
  const [first] = others;
  if (first === undefined) return null;
  const isPair = others.length === 1 && screens.length === 0;
  if (state.view === "grid" && !isPair) return null;
  const isThere = activeSpeaker !== null && others.includes(activeSpeaker);
  return personTile(isThere ? activeSpeaker : first);
}

/** What a single picture of the call should show: a screen that is big, else who speaks. */
export function watchedTile({ focus }: Scene, { others, activeSpeaker }: Cast): TileId | null {
  if (focus && isScreen(focus)) return focus;
  if (activeSpeaker !== null && others.includes(activeSpeaker)) return personTile(activeSpeaker);
  const [first] = others;
  return focus ?? (first === undefined ? null : personTile(first));
}

/** The view that a person sees, which a pin or a share may have changed without their choosing it. */
export function shownView(state: LayoutState, { focus }: Scene): View {
  const isBrought = focus !== null && (focus === state.pinned || isScreen(focus));
  return isBrought ? "speaker" : state.view;
}

/** Cuts the small tiles into pages of at most `capacity`; our own end the first one. */
export function paginate(
  { rest, own }: Pick<Scene, "rest" | "own">,
  capacity: number,
): readonly (readonly TileId[])[] {
  if (rest.length <= capacity || capacity < 1) return [rest];
  const others = rest.filter((tile) => !own.includes(tile));
  const first = Math.max(1, capacity - own.length);
  const order = [...others.slice(0, first), ...own, ...others.slice(first)];
  const pages: TileId[][] = [];
  for (let from = 0; from < order.length; from += capacity) {
    pages.push(order.slice(from, from + capacity));
  }
  return pages;
}
