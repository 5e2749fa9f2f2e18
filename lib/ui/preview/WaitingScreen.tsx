// The waiting room: nothing to do but to wait, and to see that one is waiting. Its heading takes the
// focus, which was on a button that is gone; that reads it out as well.

import { useEffect, useRef } from "preact/hooks";
import { PageHead } from "../base/PageHead.tsx";
import { useText, Words } from "../text/mod.ts";
import { SelfPreview } from "./SelfPreview.tsx";
import type { LocalMedia } from "../../browser/call_api.ts";

interface WaitingScreenProps {
  media: LocalMedia;
  name: string;
  isMirrored: boolean;
  /** There is a host in the meeting. */
  isHostHere: boolean;
  onLeave: () => void;
}

export function WaitingScreen(props: WaitingScreenProps) {
  const { media, name, isMirrored, isHostHere, onLeave } = props;
  const { preview: text, schedule } = useText();
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
          <p class="lead" id="waiting-hint" aria-live="polite">
            <Words>{isHostHere ? text.waiting : schedule.waitingForHost}</Words>
          </p>
          <button type="button" class="button" onClick={onLeave}>{text.stopWaiting}</button>
        </div>
      </main>
    </div>
  );
}
