// Whether every line of text on a page is inside what shows it, from side to side.

import type { Page } from "playwright-core";

/** Texts that stick out of the window or of a box that cuts them off without an ellipsis. */
export function findTextOutside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const tolerance = 1;
    const isCut = (element: Element) => {
      const { overflowX, textOverflow, webkitLineClamp } = getComputedStyle(element);
      return {
        cuts: overflowX !== "visible",
        says: textOverflow !== "clip" || webkitLineClamp !== "none",
      };
    };
    /** The nearest box that decides what is seen of this element; null where it says what it cuts. */
    const frameOf = (element: Element): DOMRect | null => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { cuts, says } = isCut(at);
        if (cuts && says) return null;
        if (cuts) return at.getBoundingClientRect();
      }
      return new DOMRect(0, 0, innerWidth, innerHeight);
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const element = text.parentElement;
      if (!element || !text.nodeValue?.trim() || element.closest(".unseen, script, option, svg")) {
        continue;
      }
      if (!element.checkVisibility({ checkVisibilityCSS: true })) continue;
      const frame = frameOf(element);
      if (!frame) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const isOutside = [...range.getClientRects()].some((rect) =>
        rect.width > 0 &&
        (rect.right > frame.right + tolerance || rect.left < frame.left - tolerance)
      );
      if (isOutside) {
        found.push(`${element.className || element.tagName}: ${text.nodeValue.slice(0, 40)}`);
      }
    }
    return found;
  });
}
