// Keeps the screen on during a call, where the browser can.

import { useEffect } from "preact/hooks";

export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const request = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // Refused while the battery is low: the call goes on, the screen may go dark.
      const taken = await navigator.wakeLock.request("screen").catch(() => null);
      if (isOver) taken?.release();
      else lock = taken;
    };
    // The browser takes the lock back whenever the page is hidden.
    document.addEventListener("visibilitychange", request);
    request();
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", request);
      lock?.release();
    };
  }, []);
}
