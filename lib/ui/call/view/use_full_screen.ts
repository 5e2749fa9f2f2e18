// The whole page on the whole screen, where the browser can (W3C Fullscreen API).

import { useEffect, useState } from "preact/hooks";

export interface FullScreen {
  readonly isPossible: boolean;
  readonly isOn: boolean;
  toggle(): void;
}

export function useFullScreen(): FullScreen {
  const [isOn, setIsOn] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const read = () => setIsOn(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", read);
    return () => {
      document.removeEventListener("fullscreenchange", read);
      // The pages after the call are no stage.
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);
  return {
    isPossible: document.fullscreenEnabled === true,
    isOn,
    toggle() {
      // Asked of the page: `isOn` may be behind it.
      if (document.fullscreenElement) void document.exitFullscreen();
      // Refused where the press is too long ago: then nothing happens, and nothing is lost.
      else document.documentElement.requestFullscreen().catch(() => setIsOn(false));
    },
  };
}
