// A raised hand with its place among all that are raised, on a tile and in the list of people.

import handIcon from "@lucide/icons/icons/hand";
import { useText } from "../../text/mod.ts";
import { Icon } from "../../base/Icon.tsx";

interface HandMarkProps {
  /** From 1: who raised theirs first. */
  place: number;
  /** Further classes. */
  tone?: string;
}

export function HandMark({ place, tone = "" }: HandMarkProps) {
  const text = useText().people;
  return (
    <span class={`hand-mark ${tone}`} role="img" aria-label={text.handAt(place)}>
      <Icon icon={handIcon} size={16} aria-hidden="true" />
      {place}
    </span>
  );
}
