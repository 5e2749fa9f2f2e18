// Explains in plain words why camera or microphone give nothing, and what to do in this browser.

import { useEffect, useState } from "preact/hooks";
import type { LocalMedia, MediaFailure } from "../../browser/call_api.ts";
import { type BrowserFamily, browserFamily } from "./browser_family.ts";
import { useText, Words } from "../text/mod.ts";

type Which = "mic" | "camera" | "both";

interface MediaHelpProps {
  media: LocalMedia;
  /** What tries again: the media themselves, or the call, which tells the others. */
  switches?: Pick<LocalMedia, "setMic" | "setCamera">;
  /** In the call nobody needs to hear that they can join. */
  isInCall?: boolean;
  /** Of which device; both where it is absent. */
  only?: "mic" | "camera";
}

export function MediaHelp(props: MediaHelpProps) {
  const { media, switches = media, isInCall = false, only } = props;
  const failureOf = (device: "mic" | "camera") => {
    const { value: state } = media[device];
    return state.kind === "failed" && (only ?? device) === device ? state.failure : null;
  };
  const micFailure = failureOf("mic");
  const cameraFailure = failureOf("camera");
  if (micFailure && micFailure === cameraFailure) {
    return (
      <Explanation
        which="both"
        failure={micFailure}
        isInCall={isInCall}
        onRetry={() => {
          switches.setMic(true);
          switches.setCamera(true);
        }}
      />
    );
  }
  return (
    <>
      {micFailure && (
        <Explanation
          which="mic"
          failure={micFailure}
          isInCall={isInCall}
          onRetry={() => switches.setMic(true)}
        />
      )}
      {cameraFailure && (
        <Explanation
          which="camera"
          failure={cameraFailure}
          isInCall={isInCall}
          onRetry={() => switches.setCamera(true)}
        />
      )}
    </>
  );
}

/** What another try on this page cannot change. */
const isHopeless: ReadonlySet<MediaFailure> = new Set([
  "insecure",
  "blocked-by-frame",
  "blocked-by-server",
]);

interface ExplanationProps {
  which: Which;
  failure: MediaFailure;
  isInCall: boolean;
  onRetry: () => void;
}

function Explanation({ which, failure, isInCall, onRetry }: ExplanationProps) {
  const { failure: text, allowIn } = useText();
  const [family, setFamily] = useState<BrowserFamily>("chromium");
  useEffect(() => setFamily(browserFamily(navigator.userAgent, navigator.maxTouchPoints)), []);
  return (
    <div class="callout help" role="status" data-failure={failure}>
      <p>
        <strong>
          <Words>{text.title[failure](which)}</Words>
        </strong>
      </p>
      <p>
        <Words>{failure === "denied" ? allowIn[family] : text.fix[failure]}</Words>
      </p>
      {!isInCall && <p>{text.joinAnyway}</p>}
      {failure === "blocked-by-frame" && (
        <a class="button" href={location.href} target="_blank" rel="noopener">{text.ownTab}</a>
      )}
      {!isHopeless.has(failure) && (
        <button type="button" class="button" onClick={onRetry}>{text.tryAgain}</button>
      )}
    </div>
  );
}
