// Whether something takes longer than people wait without a word.

import { useEffect, useState } from "preact/hooks";

/** In ms. */
const patienceMs = 3_000;

/** True while `isBusy` has been so for over three seconds. */
export function useSlow(isBusy: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    setIsSlow(false);
    if (!isBusy) return;
    const timer = setTimeout(() => setIsSlow(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isBusy]);
  return isSlow;
}
