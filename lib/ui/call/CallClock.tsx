// How long one has been in the call, in minutes and seconds. Read by those who look for it, never announced.

import { useEffect, useState } from "preact/hooks";
import { useText } from "../text/mod.ts";

/** `startedMs`: by the clock of `performance.now()`. */
export function CallClock({ startedMs }: { startedMs: number }) {
  const text = useText().call;
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const look = () => setSeconds(Math.max(0, Math.floor((performance.now() - startedMs) / 1_000)));
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [startedMs]);
  return (
    <time class="quiet call-clock" role="timer" aria-label={text.duration} title={text.duration}>
      {formatClock(seconds)}
    </time>
  );
}

function formatClock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${two(minutes)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
