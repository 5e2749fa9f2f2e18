// Turns pages where not everybody fits: says who is on the next one, and who speaks on another.

import audioLinesIcon from "@lucide/icons/icons/audio-lines";
import chevronLeftIcon from "@lucide/icons/icons/chevron-left";
import chevronRightIcon from "@lucide/icons/icons/chevron-right";
import type { TileId } from "../../../shared/layout/mod.ts";
import { Given, useText } from "../../text/mod.ts";
import { Icon } from "../../base/Icon.tsx";

interface PagerProps {
  pages: readonly (readonly TileId[])[];
  page: number;
  /** The keys act: then the buttons tell them. */
  hasKeys: boolean;
  nameOf: (tile: TileId) => string;
  /** Whether somebody else speaks there now. */
  isHeard: (tile: TileId) => boolean;
  onTurn: (page: number) => void;
}

export function Pager({ pages, page, hasKeys, nameOf, isHeard, onTurn }: PagerProps) {
  const text = useText().stage;
  const count = pages.length;
  if (count < 2) return null;
  const peopleOn = (number: number) => (pages[number] ?? []).map(nameOf).join(", ");
  const previous = text.previousPage(peopleOn((page + count - 1) % count));
  const next = text.nextPage(peopleOn((page + 1) % count));
  const elsewhere = pages.findIndex((tiles, number) => number !== page && tiles.some(isHeard));
  const speaker = pages[elsewhere]?.find(isHeard);
  return (
    <nav class="pager" aria-label={text.pages}>
      <button
        type="button"
        class="round plain"
        aria-label={previous}
        aria-keyshortcuts={hasKeys ? "PageUp" : undefined}
        title={previous}
        onClick={() => onTurn(page - 1)}
      >
        <Icon icon={chevronLeftIcon} aria-hidden="true" />
      </button>
      <span>{text.page(page + 1, count)}</span>
      <button
        type="button"
        class="round plain"
        aria-label={next}
        aria-keyshortcuts={hasKeys ? "PageDown" : undefined}
        title={next}
        onClick={() => onTurn(page + 1)}
      >
        <Icon icon={chevronRightIcon} aria-hidden="true" />
      </button>
      {speaker && (
        <button
          type="button"
          class="button pager-speaker"
          aria-label={text.speaksElsewhere(nameOf(speaker))}
          onClick={() => onTurn(elsewhere)}
        >
          <Icon icon={audioLinesIcon} size={18} class="good" aria-hidden="true" />
          <Given>{nameOf(speaker)}</Given>
        </button>
      )}
    </nav>
  );
}
