// One visit to the landing page: makes a meeting and goes there or shows its invitation, or goes to one
// that exists.

import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../browser/call_api.ts";
import type { ErrorId } from "../../shared/errors.ts";
import { organizerKeyIn, organizerLink } from "../../shared/organizer_link.ts";
import type { MeetingDraft } from "../../shared/protocol/mod.ts";
import type { Plan } from "./plan.ts";
import { usePlan } from "./use_plan.ts";

/** What this page needs of the engine. */
export type HomeClient = Pick<Client, "preferences" | "remember" | "organizerKeys" | "close"> & {
  /** Rejects where the server has another build than this page, whose code it lacks. */
  createMeeting: Client["api"]["createMeeting"];
  /** Loads what `createMeeting` needs, ahead of the click. */
  warmUp: () => void;
  /** Keeps the passcode for the preview of the meeting, in this tab only. */
  keepPasscode: (meetingId: string, passcode: string) => void;
};

export interface HomeVisit {
  /** Null while the page is not alive yet, as on the server. */
  client: HomeClient | null;
  isBusy: boolean;
  refusal: ErrorId | "OUTDATED" | null;
  /** The meeting that was planned last, until another one is to be made. */
  plan: Plan | null;
  /** Goes to the meeting, or shows its plan where the draft has a start, `minutes` long. */
  create: (draft: MeetingDraft, minutes: number) => Promise<void>;
  planAnother: () => void;
  /** The person goes to a meeting made here: its passcode ("" for none) need not be typed again. */
  keepPasscode: (meetingId: string, passcode: string) => void;
  /** Goes to a meeting; `typed` may be the organizer's own link. */
  join: (meetingId: string, typed?: string) => void;
}

export function useHome(makeClient: () => HomeClient): HomeVisit {
  const [client, setClient] = useState<HomeClient | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<HomeVisit["refusal"]>(null);
  const { plan, show, planAnother } = usePlan();
  useEffect(() => {
    const made = makeClient();
    setClient(made);
    return () => made.close();
  }, []);

  const keepKey = (meetingId: string, key: string) =>
    client?.organizerKeys.keep(meetingId, key) ?? false;
  const go = (meetingId: string, key: string | null) => {
    const path = `/j/${meetingId}`;
    // Where nothing is kept the next page learns of it as another device does.
    location.assign(key && !keepKey(meetingId, key) ? organizerLink(path, key) : path);
  };
  const join = (meetingId: string, typed = "") => go(meetingId, organizerKeyIn(typed));
  const keepPasscode = (meetingId: string, passcode: string) => {
    if (passcode) client?.keepPasscode(meetingId, passcode);
  };
  const create = async (draft: MeetingDraft, minutes: number) => {
    if (!client) return;
    const { title, start_time: startMs, passcode = "" } = draft;
    setIsBusy(true);
    setRefusal(null);
    client.remember({ name: draft.organizer_name });
    const made = await client.createMeeting(draft).catch(() => null);
    if (made?.ok && startMs === undefined) {
      keepPasscode(made.id, passcode);
      return go(made.id, made.organizerKey ?? null);
    }
    if (made?.ok && made.organizerKey) keepKey(made.id, made.organizerKey);
    setIsBusy(false);
    if (!made?.ok) setRefusal(made ? made.error : "OUTDATED");
    else if (startMs !== undefined) {
      show({ id: made.id, title, startMs, endMs: startMs + minutes * 60_000, passcode });
    }
  };
  return { client, isBusy, refusal, plan, create, planAnother, keepPasscode, join };
}
