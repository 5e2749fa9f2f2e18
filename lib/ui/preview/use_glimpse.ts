// Looks at a meeting before anybody joins it: is there one, who is there, does it ask for a
// passcode. Quiet about a server out of reach: joining will say it.

import { useEffect, useState } from "preact/hooks";
import type { Api } from "../../browser/call_api.ts";

export type Glimpse =
  | { readonly kind: "looking" }
  | { readonly kind: "unknown-meeting" }
  /** There may be one; nothing more can be said. */
  | { readonly kind: "unclear" }
  | {
    readonly kind: "known";
    /** Empty where the meeting keeps it to itself. */
    readonly title: string;
    readonly names: readonly string[] | null;
    /** Milliseconds since the epoch; null where the meeting keeps it to itself. */
    readonly startMs: number | null;
    readonly isLocked: boolean;
    readonly hasLobby: boolean;
    readonly needsPasscode: boolean;
  };

/** A name nobody has, to look without taking anybody's. */
const probeName = "-";

export function useGlimpse(api: Api | null, meetingId: string): Glimpse {
  const [glimpse, setGlimpse] = useState<Glimpse>({ kind: "looking" });
  useEffect(() => {
    if (!api) return;
    let isCurrent = true;
    look(api, meetingId).then((found) => {
      if (isCurrent) setGlimpse(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [api, meetingId]);
  return glimpse;
}

async function look(api: Api, meetingId: string): Promise<Glimpse> {
  const found = await api.lookUp(meetingId, { name: probeName });
  if (found.ok) {
    const { room } = found;
    return {
      kind: "known",
      title: room.title,
      // Who is away is not here; it may be ourselves, from the page before.
      names: room.participants.filter((one) => one.online).map((one) => one.name),
      startMs: room.start_time,
      isLocked: room.locked,
      hasLobby: room.lobby,
      needsPasscode: room.passcode_required,
    };
  }
  if (found.error === "MEETING_NOT_FOUND") return { kind: "unknown-meeting" };
  if (found.error !== "PASSCODE_REQUIRED") return { kind: "unclear" };
  return {
    kind: "known",
    title: "",
    names: null,
    startMs: null,
    isLocked: false,
    hasLobby: false,
    needsPasscode: true,
  };
}
