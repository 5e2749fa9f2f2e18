// The calendar file of a plan as an address to download it from, made in the browser. What writes it is
// loaded when it is needed.

import { useEffect, useState } from "preact/hooks";
import type { Plan } from "../plan/mod.ts";

interface Download {
  readonly url: string;
  readonly name: string;
}

/** Null until it is made; "failed" where what writes it could not be loaded. */
export function useCalendarFile(
  plan: Plan,
  { link, description }: { link: string; description: string },
): Download | "failed" | null {
  const [file, setFile] = useState<Download | "failed" | null>(null);
  useEffect(() => {
    let url = "";
    let isCurrent = true;
    import("./calendar_file.ts").then(({ calendarFile }) => {
      if (!isCurrent) return;
      const text = calendarFile({
        ...plan,
        uid: `${plan.id}@${location.hostname}`,
        description,
        link,
        madeMs: Date.now(),
      });
      url = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
      setFile({ url, name: `${fileName(plan.title)}.ics` });
    }, () => setFile("failed"));
    return () => {
      isCurrent = false;
      URL.revokeObjectURL(url);
    };
  }, [plan, link, description]);
  return file;
}

/** Without the characters that a file system may refuse. */
function fileName(title: string): string {
  return title.replace(/[\\/:*?"<>|]+/g, "-");
}
