// A part of the page whose failure costs nothing but itself: what throws while it is rendered is shown by
// something else in its place.

import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";

interface ShieldedProps {
  /** Stands where the part would. */
  instead: ComponentChildren;
  children: ComponentChildren;
}

export function Shielded({ instead, children }: ShieldedProps) {
  const [error] = useErrorBoundary((error: unknown) =>
    // The name only: a message may quote what people wrote (S12).
    console.warn("ConFlux: a part of the page failed", error instanceof Error ? error.name : "")
  );
  return <>{error === undefined ? children : instead}</>;
}
