// The waiting room: nothing to do but to wait, and to see that one is waiting. Its heading takes the
// focus, which was on a button that is gone; that reads it out as well.

import { useEffect, useRef } from "preact/hooks";
import { PageHead } from "../base/PageHead.tsx";
import { useText, Words } from "../text/mod.ts";
import { SelfPreview } from "./SelfPreview.tsx";
import { StartsLater } from "./StartsLater.tsx";
import type { LocalMedia } from "../../browser/call_api.ts";

interface WaitingScreenProps {
  media: LocalMedia;
  name: string;
  /** Of the meeting; empty where it is not told. */
  title: string;
  isMirrored: boolean;
  /** There is a host in the meeting. */
  isHostHere: boolean;
  /** When the meeting starts and they are let in, in ms; null where a host has to do it. */
  startsAt: number | null;
  onLeave: () => void;
}

export function WaitingScreen(props: WaitingScreenProps) {
  const { media, name, title, isMirrored, isHostHere, startsAt, onLeave } = props;
  const { preview: text, schedule } = useText();
  const withoutStart = isHostHere ? text.waiting : schedule.waitingForHost;
  const hint = startsAt === null ? withoutStart : schedule.waitingForStart;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="page">
      <PageHead />
      <main class="preview">
        <SelfPreview media={media} name={name} isMirrored={isMirrored} />
        <div class="preview-form stack">
          <span class="waiting-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <h1 ref={heading} tabIndex={-1} aria-describedby="waiting-hint">
            {text.waitingTitle}
          </h1>
          {title && <p class="waiting-for" dir="auto" translate={false}>{title}</p>}
          <p class="lead" id="waiting-hint" aria-live="polite">
            <Words>{hint}</Words>
          </p>
          {startsAt !== null && <StartsLater startMs={startsAt} hint={schedule.tooEarly} />}
          <button type="button" class="button" onClick={onLeave}>{text.stopWaiting}</button>
        </div>
      </main>
    </div>
  );
}
