// What a page says whose scripts do not run: switched off, blocked, lost on the way, or too new for the
// browser. On every page that is nothing without its island.

import { useText } from "../text/mod.ts";

export function StartNote() {
  const text = useText().browser;
  const note = (
    <>
      <strong>{text.dead}</strong> {text.deadFix}
    </>
  );
  return (
    <>
      <noscript>
        <p class="callout bad start-note" role="alert">{note}</p>
      </noscript>
      <p class="callout bad start-note late" role="alert">{note}</p>
    </>
  );
}

/** After a page has all its files an island is alive at once, also on a slow machine. */
const limitMs = 10_000;

/**
 * Runs in the head: marks the document as dead where a script of it failed, or no island came alive. In
 * the words of old browsers, as they are one reason for it.
 */
export const startScript = `(function(){` +
  `function dead(){document.documentElement.setAttribute("data-dead","")}` +
  `addEventListener("error",function(e){` +
  `if(!e.target||e.target===window||e.target.tagName==="SCRIPT")dead()},true);` +
  `addEventListener("load",function(){setTimeout(dead,${limitMs})})})()`;
