// One visit to the landing page: makes a meeting and goes there or shows its invitation, or goes to one
// that exists.

import { useEffect, useState } from "preact/hooks";
import type { Client, KnownMeeting, Outcome } from "../../browser/call_api.ts";
import type { ErrorId } from "../../shared/errors.ts";
import {
  linkKeyIn,
  linkWithKey,
  organizerKeyIn,
  organizerLink,
} from "../../shared/link_fragment.ts";
import type { MeetingDraft } from "../../shared/protocol/mod.ts";
import type { Plan } from "../plan/mod.ts";
import { usePlan } from "./use_plan.ts";

const unavailable = { ok: false, error: "UNAVAILABLE", message: "" } as const;

/** What this page needs of the engine. */
export type HomeClient =
  & Pick<Client, "preferences" | "remember" | "organizerKeys" | "linkKeys" | "known" | "close">
  & Pick<Client["api"], "changeMeeting" | "cancelMeeting">
  & {
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
  /** Shows the plan of a meeting made here before. */
  showPlan: (meeting: KnownMeeting) => void;
  /** Gives the meeting that is shown another title or start. */
  changePlan: (change: { title: string; startMs: number; minutes: number }) => Promise<Outcome>;
  /** Calls it off. */
  cancelPlan: () => Promise<Outcome>;
  /** The person goes to a meeting made here: its passcode ("" for none) need not be typed again. */
  keepPasscode: (meetingId: string, passcode: string) => void;
  /** Goes to a meeting; `typed` may be its link, or the organizer's own. */
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
  const go = (meetingId: string, key: string | null, linkKey: string | null = null) => {
    const known = linkKey ?? client?.linkKeys.get(meetingId) ?? null;
    const path = linkWithKey(`/j/${meetingId}`, known);
    // Where nothing is kept the next page learns of it as another device does.
    location.assign(key && !keepKey(meetingId, key) ? organizerLink(path, key) : path);
  };
  const join = (meetingId: string, typed = "") =>
    go(meetingId, organizerKeyIn(typed), linkKeyIn(typed));
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
    if (made?.ok) {
      const endMs = startMs === undefined ? null : startMs + minutes * 60_000;
      const plan = { title, passcode, isOwn: true, startMs: startMs ?? null, endMs };
      client.known.note(made.id, { ...plan, seenMs: Date.now() });
    }
    if (made?.ok && startMs === undefined) {
      keepPasscode(made.id, passcode);
      return go(made.id, made.organizerKey ?? null, made.linkKey ?? null);
    }
    if (made?.ok && made.linkKey) client.linkKeys.keep(made.id, made.linkKey);
    if (made?.ok && made.organizerKey) keepKey(made.id, made.organizerKey);
    setIsBusy(false);
    if (!made?.ok) setRefusal(made ? made.error : "OUTDATED");
    else if (startMs !== undefined) {
      show({ id: made.id, title, startMs, endMs: startMs + minutes * 60_000, passcode });
    }
  };
  const showPlan = ({ id, title, startMs, endMs, passcode }: KnownMeeting) => {
    if (startMs !== null) show({ id, title, startMs, endMs: endMs ?? startMs, passcode });
  };
  const changePlan: HomeVisit["changePlan"] = async ({ title, startMs, minutes }) => {
    if (!client || !plan) return unavailable;
    const key = client.organizerKeys.get(plan.id);
    const done = await client.changeMeeting(plan.id, { title, start_time: startMs }, key)
      .catch(() => unavailable);
    if (!done.ok) return done;
    const changed = { title, startMs, endMs: startMs + minutes * 60_000 };
    client.known.note(plan.id, changed);
    show({ ...plan, ...changed });
    return done;
  };
  const cancelPlan = async () => {
    if (!client || !plan) return unavailable;
    const done = await client.cancelMeeting(plan.id, client.organizerKeys.get(plan.id))
      .catch(() => unavailable);
    // One that is gone already is what was wanted.
    if (!done.ok && done.error !== "MEETING_NOT_FOUND") return done;
    client.known.forget(plan.id);
    planAnother();
    return { ok: true } as const;
  };
  const plans = { plan, planAnother, showPlan, changePlan, cancelPlan };
  return { client, isBusy, refusal, create, keepPasscode, join, ...plans };
}
