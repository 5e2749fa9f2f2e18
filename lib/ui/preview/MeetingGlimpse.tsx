// What can be said of a meeting before joining: its title and number, who is there, when it starts,
// whether the host lets people in.

import lockIcon from "@lucide/icons/icons/lock";
import { Avatar } from "../base/Avatar.tsx";
import { shortName, useText, Words } from "../text/mod.ts";
import { StartsLater } from "./StartsLater.tsx";
import type { Glimpse } from "./use_glimpse.ts";
import { Icon } from "../base/Icon.tsx";

interface MeetingGlimpseProps {
  number: string;
  glimpse: Glimpse;
  isOrganizer: boolean;
}

export function MeetingGlimpse({ number, glimpse, isOrganizer }: MeetingGlimpseProps) {
  const { preview: text, schedule } = useText();
  const known = glimpse.kind === "known" ? glimpse : null;
  const needsLink = known?.needsLink === true;
  // The line keeps its height while looking, so that nothing jumps.
  const hasLine = glimpse.kind !== "closed" && !needsLink;
  return (
    <div class="glimpse">
      <p class="quiet">{text.number(number)}</p>
      {known?.title
        ? <h1 key="title" dir="auto" translate={false}>{known.title}</h1>
        : <h1>{text.title}</h1>}
      {hasLine && (
        <p class="glimpse-people" aria-live="polite">
          {known?.names.slice(0, 3).map((name) => <Avatar key={name} name={name} />)}
          {known && (
            <Words>
              {known.names.length > 0 ? text.here(known.names.map(shortName)) : text.nobody}
            </Words>
          )}
        </p>
      )}
      {known && (
        <StartsLater
          startMs={known.startMs}
          // Who has the number alone is told below what they wait for.
          hint={isOrganizer || known.isOpenEarly && !needsLink
            ? schedule.early
            : needsLink
            ? undefined
            : schedule.tooEarly}
        />
      )}
      {known?.isLocked && (
        <p class="callout">
          <Icon icon={lockIcon} size={18} aria-hidden="true" />
          {text.locked}
        </p>
      )}
      {known?.hasLobby && !known.isLocked && <p class="callout">{text.lobby}</p>}
      {needsLink && !known.hasLobby && !isOrganizer && <p class="callout">{text.needsLink}</p>}
    </div>
  );
}
