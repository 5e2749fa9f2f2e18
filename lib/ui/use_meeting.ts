// One visit to a meeting's page: from the preview over the waiting room into the call, and out of
// it. Makes the client once the page lives, and follows the call's status.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Call, Client, LocalMedia } from "../browser/call_api.ts";
import type { ErrorId } from "../shared/errors.ts";
import { exitPath } from "./exit_reason.ts";

export interface MeetingVisit {
  /** Null while the page is not alive yet, as on the server. */
  client: Client | null;
  media: LocalMedia | null;
  call: Call | null;
  /** Why joining was refused last. */
  refusal: ErrorId | null;
  join: (name: string, passcode: string) => void;
}

export function useMeeting(makeClient: () => Client, meetingId: string): MeetingVisit {
  const [client, setClient] = useState<Client | null>(null);
  const [media, setMedia] = useState<LocalMedia | null>(null);
  const [call, setCall] = useState<Call | null>(null);
  const [refusal, setRefusal] = useState<ErrorId | null>(null);

  useEffect(() => {
    const made = makeClient();
    setClient(made);
    setMedia(made.openMedia());
    made.warmUp();
    return () => made.close();
  }, []);
  useEffect(() => () => media?.close(), [media]);

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
      setCall(null);
      // A call refused at the door leaves the devices on, but its socket is gone.
      client.warmUp();
    });
  }, [call, client, meetingId]);

  const join = (name: string, passcode: string) => {
    if (!client || !media || call) return;
    setRefusal(null);
    client.remember({ name });
    setCall(client.join({ meetingId, name, ...(passcode && { passcode }) }, media));
  };
  return { client, media, call, refusal, join };
}
