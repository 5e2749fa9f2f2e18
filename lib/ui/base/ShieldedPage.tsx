// All of an island: where even the page itself fails, there is a sentence and a way on.

import type { ComponentChildren } from "preact";
import { useText } from "../text/mod.ts";
import { Shielded } from "./Shielded.tsx";

export function ShieldedPage({ children }: { children: ComponentChildren }) {
  return <Shielded instead={<Broken />}>{children}</Shielded>;
}

function Broken() {
  const text = useText().browser;
  return (
    <main class="page notice-page" role="alert">
      <h1>{text.broken}</h1>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {text.reload}
      </button>
    </main>
  );
}
