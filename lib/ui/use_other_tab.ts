// The same meeting in another tab of this browser: whether there is a call in one, and the way to take it
// over here. Tabs talk among themselves (HTML, 9.5, BroadcastChannel); where there is no channel, nobody is
// elsewhere.

import { useEffect, useRef, useState } from "preact/hooks";

export interface OtherTab {
  /** A call of this meeting is on in another tab. */
  readonly isElsewhere: boolean;
  /** Ends it there; resolves when its seat is free, or nobody has answered. */
  takeOver(): Promise<void>;
}

type Word = "who" | "here" | "gone" | "yield";

/** Nobody waits longer than this for a tab that may be frozen, in ms. */
const yieldLimitMs = 3_000;

/** Null where there are none: in old browsers, and where a frame may keep nothing. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/** `isInCall`: the call is on here; `onYield` ends it, as another tab takes it over. */
export function useOtherTab(
  meetingId: string,
  { isInCall, onYield }: { isInCall: boolean; onYield: () => Promise<void> },
): OtherTab {
  const [isElsewhere, setIsElsewhere] = useState(false);
  const channel = useRef<BroadcastChannel | null>(null);
  const here = useRef({ isInCall, onYield });
  here.current = { isInCall, onYield };
  const say = (word: Word) => channel.current?.postMessage(word);

  useEffect(() => {
    const own = openChannel(`conflux-meeting-${meetingId}`);
    if (!own) return;
    channel.current = own;
    own.onmessage = ({ data }: MessageEvent<unknown>) => {
      const { isInCall, onYield } = here.current;
      if (data === "here") setIsElsewhere(true);
      if (data === "gone") setIsElsewhere(false);
      if (data === "who" && isInCall) say("here");
      if (data === "yield" && isInCall) void onYield().then(() => say("gone"));
    };
    say("who");
    const leave = () => here.current.isInCall && say("gone");
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      own.close();
    };
  }, [meetingId]);
  useEffect(() => {
    if (!isInCall) return;
    say("here");
    return () => say("gone");
  }, [isInCall]);

  return {
    isElsewhere,
    takeOver() {
      const own = channel.current;
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          own?.removeEventListener("message", listen);
          resolve();
        };
        const listen = ({ data }: MessageEvent<unknown>) => data === "gone" && done();
        const timer = setTimeout(done, yieldLimitMs);
        own?.addEventListener("message", listen);
        say("yield");
      });
    },
  };
}
