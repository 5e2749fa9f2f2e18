// The head of every page but the call: the logo, and what a page puts beside it.

import type { ComponentChildren } from "preact";
import { Logo } from "./Logo.tsx";

export function PageHead({ children }: { children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <Logo />
      {children}
    </header>
  );
}
