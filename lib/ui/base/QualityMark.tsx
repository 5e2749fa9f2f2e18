// The mark of a connection: bars as on a phone, fewer the worse it is, and the same in words for
// those who listen.

import type { Quality } from "../../browser/call_api.ts";
import { useText } from "../text/mod.ts";

interface QualityProps {
  /** Null while nothing is known: then there is no mark. */
  quality: Quality | null;
}

const full: Readonly<Record<Quality, number>> = { good: 3, fair: 2, poor: 1, lost: 0 };

export function QualityBars({ quality }: QualityProps) {
  const count = quality ? full[quality] : 0;
  return (
    <svg class="bars" data-quality={quality} viewBox="0 0 14 14" aria-hidden="true">
      {[4, 8, 12].map((height, index) => (
        <rect
          key={height}
          class={index < count ? "" : "empty"}
          x={1 + index * 4.5}
          y={13 - height}
          width="3"
          height={height}
          rx="1"
        />
      ))}
      {quality === "lost" && <path d="M2 1.5 12 12.5" />}
    </svg>
  );
}

export function QualityMark({ quality }: QualityProps) {
  const text = useText().quality;
  if (!quality) return null;
  return (
    <>
      <QualityBars quality={quality} />
      <span class="unseen">, {text.of(text[quality])}</span>
    </>
  );
}
