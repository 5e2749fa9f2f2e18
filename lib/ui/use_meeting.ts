// One visit to a meeting's page: from the preview over the waiting room into the call, and out of
// it; or straight back into the call that was on before a reload. Makes the client once the page
// lives, and follows the call's status.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Call, Client, LocalMedia } from "../browser/call_api.ts";
import type { ErrorId } from "../shared/errors.ts";
import { exitPath } from "./exit_reason.ts";
import { useOrganizerKey } from "./use_organizer_key.ts";

export interface MeetingVisit {
  /** Null while the page is not alive yet, as on the server. */
  client: Client | null;
  media: LocalMedia | null;
  call: Call | null;
  /** The passcode typed when this tab made the meeting; "" if there is none. */
  passcode: string;
  /** Why joining was refused last. */
  refusal: ErrorId | null;
  /** Whether there is a seat to come back to: not known yet, being taken, or neither. */
  comeback: "unclear" | "under-way" | "none";
  join: (name: string, passcode: string) => void;
}

export interface MeetingVisitOptions {
  meetingId: string;
  /** The page stands where a call does: it may have been reloaded in the middle of one. */
  mayComeBack: boolean;
}

export function useMeeting(
  makeClient: () => Client,
  { meetingId, mayComeBack }: MeetingVisitOptions,
): MeetingVisit {
  const [client, setClient] = useState<Client | null>(null);
  const [media, setMedia] = useState<LocalMedia | null>(null);
  const [call, setCall] = useState<Call | null>(null);
  const [passcode, setPasscode] = useState("");
  const [refusal, setRefusal] = useState<ErrorId | null>(null);
  const [comeback, setComeback] = useState<MeetingVisit["comeback"]>(
    mayComeBack ? "unclear" : "none",
  );

  useEffect(() => {
    const made = makeClient();
    let isOver = false;
    setClient(made);
    setPasscode(made.takePasscode(meetingId));
    made.warmUp(meetingId);
    const begin = async () => {
      const back = mayComeBack ? await made.comeBack(meetingId) : null;
      if (isOver) return;
      setMedia(back?.media ?? made.openMedia());
      setCall(back?.call ?? null);
      setComeback(back ? "under-way" : "none");
    };
    void begin();
    return () => {
      isOver = true;
      made.close();
    };
  }, []);
  useEffect(() => () => media?.close(), [media]);

  useOrganizerKey(client?.organizerKeys ?? null, meetingId);

  const hasJoined = useRef(false);
  useEffect(() => {
    if (!call || !client) return;
    return call.status.subscribe((status) => {
      if (status.kind === "joined") {
        hasJoined.current = true;
        history.replaceState(history.state, "", `/room/${meetingId}`);
      }
      if (status.kind !== "ended") return;
      if (status.reason.kind !== "refused" || hasJoined.current) {
        return location.assign(exitPath(status.reason, meetingId));
      }
      setRefusal(status.reason.error);
      // Without it the next try is that of a guest.
      if (status.reason.error === "ORGANIZER_KEY_WRONG") client.organizerKeys.forget(meetingId);
      setCall(null);
      setComeback("none");
      // A call refused at the door leaves the devices on, but its socket is gone.
      client.warmUp(meetingId);
    });
  }, [call, client, meetingId]);

  const join = (name: string, passcode: string) => {
    if (!client || !media || call) return;
    setRefusal(null);
    client.remember({ name });
    setCall(client.join({ meetingId, name, ...(passcode && { passcode }) }, media));
  };
  return { client, media, call, passcode, refusal, comeback, join };
}
