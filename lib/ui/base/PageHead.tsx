// The head of every page but the call: the logo, and what a page puts beside it.

import type { ComponentChildren } from "preact";
import { useText } from "../text/mod.ts";

export function PageHead({ children }: { children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <Logo />
      {children}
    </header>
  );
}

/** The mark of ConFlux: two streams that become one. The name stands beside it as text. */
function Logo() {
  const text = useText();
  return (
    <a class="logo" href="/">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect class="logo-ground" width="32" height="32" rx="9" />
        <path class="logo-stream" d="M6 9.5c7 0 8 6.5 13 6.5h7" />
        <path class="logo-stream" d="M6 22.5c7 0 8-6.5 13-6.5" />
      </svg>
      <span>{text.appName}</span>
    </a>
  );
}
