// The waiting room: nothing to do but to wait, and to see that one is waiting.

import { PageHead } from "../base/PageHead.tsx";
import { useText } from "../text.ts";
import { SelfPreview } from "./SelfPreview.tsx";
import type { LocalMedia } from "../../browser/call_api.ts";

interface WaitingScreenProps {
  media: LocalMedia;
  name: string;
  isMirrored: boolean;
  onLeave: () => void;
}

export function WaitingScreen({ media, name, isMirrored, onLeave }: WaitingScreenProps) {
  const text = useText().preview;
  return (
    <div class="page">
      <PageHead />
      <main class="preview">
        <SelfPreview media={media} name={name} isMirrored={isMirrored} />
        <div class="preview-form stack" role="status">
          <span class="waiting-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <h1>{text.waitingTitle}</h1>
          <p class="lead">{text.waiting}</p>
          <button type="button" class="button" onClick={onLeave}>{text.stopWaiting}</button>
        </div>
      </main>
    </div>
  );
}
