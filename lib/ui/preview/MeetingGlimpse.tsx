// What can be said of a meeting before joining: its title and number, who is there, when it starts,
// whether the host lets people in.

import lockIcon from "@lucide/icons/icons/lock";
import { Avatar } from "../base/Avatar.tsx";
import { shortName, useText, Words } from "../text/mod.ts";
import { StartsLater } from "./StartsLater.tsx";
import type { Glimpse } from "./use_glimpse.ts";
import { Icon } from "../base/Icon.tsx";

export function MeetingGlimpse({ number, glimpse }: { number: string; glimpse: Glimpse }) {
  const text = useText().preview;
  const known = glimpse.kind === "known" ? glimpse : null;
  // The line keeps its height while looking, so that nothing jumps.
  const hasLine = glimpse.kind !== "closed";
  return (
    <div class="glimpse">
      <p class="quiet">{text.number(number)}</p>
      {known?.title
        ? <h1 key="title" dir="auto" translate={false}>{known.title}</h1>
        : <h1>{text.title}</h1>}
      {hasLine && (
        <p class="glimpse-people" aria-live="polite">
          {known?.names.slice(0, 3).map((name) => <Avatar key={name} id={name} name={name} />)}
          {known && (
            <Words>
              {known.names.length > 0 ? text.here(known.names.map(shortName)) : text.nobody}
            </Words>
          )}
        </p>
      )}
      {known && <StartsLater startMs={known.startMs} />}
      {known?.isLocked && (
        <p class="callout">
          <Icon icon={lockIcon} size={18} aria-hidden="true" />
          {text.locked}
        </p>
      )}
      {known?.hasLobby && !known.isLocked && <p class="callout">{text.lobby}</p>}
    </div>
  );
}
