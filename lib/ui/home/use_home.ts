// One visit to the landing page: makes a meeting and goes there, or goes to one that exists.

import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../browser/call_api.ts";
import type { ErrorId } from "../../shared/errors.ts";
import type { MeetingDraft } from "../../shared/protocol.ts";

/** What this page needs of the engine. */
export type HomeClient = Pick<Client, "api" | "preferences" | "remember" | "close">;

export interface HomeVisit {
  /** Null while the page is not alive yet, as on the server. */
  client: HomeClient | null;
  isBusy: boolean;
  refusal: ErrorId | null;
  create: (draft: MeetingDraft) => Promise<void>;
  join: (meetingId: string) => void;
}

export function useHome(makeClient: () => HomeClient): HomeVisit {
  const [client, setClient] = useState<HomeClient | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorId | null>(null);
  useEffect(() => {
    const made = makeClient();
    setClient(made);
    return () => made.close();
  }, []);

  const join = (meetingId: string) => location.assign(`/j/${meetingId}`);
  const create = async (draft: MeetingDraft) => {
    if (!client) return;
    setIsBusy(true);
    setRefusal(null);
    client.remember({ name: draft.organizer_name });
    const made = await client.api.createMeeting(draft);
    if (made.ok) return join(made.id);
    setRefusal(made.error);
    setIsBusy(false);
  };
  return { client, isBusy, refusal, create, join };
}
