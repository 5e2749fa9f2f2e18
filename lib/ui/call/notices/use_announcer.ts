// Gathers what happens within a moment into one announcement, so that a screen reader is not interrupted
// by each of ten people who come in at once.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Text } from "../../text/mod.ts";
import { addToBatch, type Content, toastSentence } from "./toasts.ts";

/** How long after the first thing others join it, in milliseconds. */
const batchMs = 1_500;
/** What is urgent waits only until the region is empty on the screen, in milliseconds. */
const urgentMs = 100;

export interface Announcer {
  announcement: string;
  /** Reads it out with whatever else comes up in the next moment; `isUrgent`: almost at once. */
  announce: (content: Content, options?: { isUrgent: boolean }) => void;
}

export function useAnnouncer(text: Text["notice"]): Announcer {
  const [announcement, setAnnouncement] = useState("");
  const batch = useRef<readonly Content[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const flush = () => {
    setAnnouncement(batch.current.map((one) => toastSentence(one, text)).join(". "));
    batch.current = [];
  };
  const announce = (content: Content, { isUrgent } = { isUrgent: false }) => {
    const isFirst = batch.current.length === 0;
    // What is said twice is read out twice only if the region was empty in between.
    if (isFirst) setAnnouncement("");
    batch.current = addToBatch(batch.current, content);
    if (!isFirst && !isUrgent) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, isUrgent ? urgentMs : batchMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return { announcement, announce };
}
