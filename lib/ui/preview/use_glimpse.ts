// Looks at a meeting before anybody joins it: is there one, who is there, when does it start; again
// once the passcode is known that it asks for. Quiet about a server out of reach: joining will say it.

import { useEffect, useState } from "preact/hooks";
import type { Api } from "../../browser/call_api.ts";

export type Glimpse =
  | { readonly kind: "looking" }
  | { readonly kind: "unknown-meeting" }
  /** There may be one; nothing more can be said. */
  | { readonly kind: "unclear" }
  /** The server says nothing of its meetings to who did not sign in. */
  | { readonly kind: "sign-in" }
  /** It has a passcode, and keeps everything to itself until it is given. */
  | { readonly kind: "closed"; readonly isWrong: boolean }
  | {
    readonly kind: "known";
    readonly title: string;
    readonly names: readonly string[];
    /** Milliseconds since the epoch. */
    readonly startMs: number;
    readonly isLocked: boolean;
    readonly hasLobby: boolean;
    readonly needsPasscode: boolean;
    /** It asks for its link, and we have the number alone: it keeps title and names to itself. */
    readonly needsLink: boolean;
    /** Guests may come in before it starts. */
    readonly isOpenEarly: boolean;
  };

/** What is known of the way in: passcode "" and key null for nothing. */
interface Known {
  readonly meetingId: string;
  readonly passcode: string;
  readonly linkKey: string | null;
}

/** A name nobody has, to look without taking anybody's. */
const probeName = "-";

export function useGlimpse(api: Api | null, { meetingId, passcode, linkKey }: Known): Glimpse {
  const [glimpse, setGlimpse] = useState<Glimpse>({ kind: "looking" });
  useEffect(() => {
    if (!api) return;
    let isCurrent = true;
    look(api, { meetingId, passcode, linkKey }).then((found) => {
      if (isCurrent) setGlimpse(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [api, meetingId, passcode, linkKey]);
  return glimpse;
}

async function look(api: Api, { meetingId, passcode, linkKey }: Known): Promise<Glimpse> {
  const found = await api.lookUp(meetingId, {
    name: probeName,
    ...(passcode && { passcode }),
    ...(linkKey && { linkKey }),
  });
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
      // Whoever shows the key is told the title, which every meeting has.
      needsLink: room.link_only === true && room.title === "",
      isOpenEarly: room.join_before_start === true,
    };
  }
  if (found.error === "MEETING_NOT_FOUND") return { kind: "unknown-meeting" };
  if (found.error === "ENTRY_REQUIRED") return { kind: "sign-in" };
  const isWrong = found.error === "PASSCODE_WRONG";
  // Only who was asked for a passcode has one to look with.
  if (isWrong || passcode || found.error === "PASSCODE_REQUIRED") {
    return { kind: "closed", isWrong };
  }
  return { kind: "unclear" };
}
