// One visit to a meeting's page: from the preview over the waiting room into the call, and out of
// it; or straight back into the call that was on before a reload. Makes the client once the page
// lives, and follows the call's status.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Call, Client, EndReason, LocalMedia } from "../browser/call_api.ts";
import type { ErrorId } from "../shared/errors.ts";
import { exitPath } from "./exit_reason.ts";
import { linkWithKey } from "../shared/link_fragment.ts";
import { takeLinkFragment } from "./link_fragment.ts";
import { type OtherTab, useOtherTab } from "./use_other_tab.ts";

export interface MeetingVisit {
  /** Null while the page is not alive yet, as on the server. */
  client: Client | null;
  media: LocalMedia | null;
  call: Call | null;
  /** The passcode typed when this tab made the meeting; "" if there is none. */
  passcode: string;
  /** The key of the meeting's link, as far as it is known. */
  linkKey: string | null;
  /** Why joining was refused last. */
  refusal: ErrorId | null;
  /** Whether there is a seat to come back to: not known yet, being taken, or neither. */
  comeback: "unclear" | "under-way" | "none";
  join: (name: string, passcode: string) => void;
  /** Joins no more: the server has not answered. */
  cancel: () => void;
  /** The same meeting in another tab of this browser. */
  otherTab: OtherTab;
}

export interface MeetingVisitOptions {
  meetingId: string;
  /** The page stands where a call does: it may have been reloaded in the middle of one. */
  mayComeBack: boolean;
  /** What the address asks for, "" or "?…": it stays there in the call and after it. */
  query: string;
}

export function useMeeting(
  makeClient: () => Client,
  { meetingId, mayComeBack, query }: MeetingVisitOptions,
): MeetingVisit {
  const [client, setClient] = useState<Client | null>(null);
  const [media, setMedia] = useState<LocalMedia | null>(null);
  const [call, setCall] = useState<Call | null>(null);
  const [passcode, setPasscode] = useState("");
  const [linkKey, setLinkKey] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ErrorId | null>(null);
  const [comeback, setComeback] = useState<MeetingVisit["comeback"]>(
    mayComeBack ? "unclear" : "none",
  );

  useEffect(() => {
    const made = makeClient();
    let isOver = false;
    // Also where a link is put into the address of a page that is open.
    const takeFragment = () => setLinkKey(takeLinkFragment(made, meetingId));
    takeFragment();
    addEventListener("hashchange", takeFragment);
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
      removeEventListener("hashchange", takeFragment);
      made.close();
    };
  }, []);
  useEffect(() => () => media?.close(), [media]);

  const hasJoined = useRef(false);
  const isCancelled = useRef(false);
  const isYielding = useRef(false);
  const typedPasscode = useRef("");
  useEffect(() => {
    if (!call || !client) return;
    return call.status.subscribe((status) => {
      if (status.kind === "joined") {
        hasJoined.current = true;
        const key = status.linkKey ?? null;
        if (key) client.linkKeys.keep(meetingId, key);
        setLinkKey(key);
        history.replaceState(history.state, "", linkWithKey(`/room/${meetingId}${query}`, key));
      }
      if (status.kind !== "ended" || isCancelled.current) return;
      const goOut = (reason: EndReason) => location.assign(exitPath(reason, meetingId, query));
      if (isYielding.current) return goOut({ kind: "taken-over" });
      if (status.reason.kind !== "refused" || hasJoined.current) return goOut(status.reason);
      setRefusal(status.reason.error);
      // Without it the next try is that of a guest.
      if (status.reason.error === "ORGANIZER_KEY_WRONG") client.organizerKeys.forget(meetingId);
      setCall(null);
      setComeback("none");
      // A call refused at the door leaves the devices on, but its socket is gone.
      client.warmUp(meetingId);
    });
  }, [call, client, meetingId]);

  useEffect(() => {
    if (!call || !client) return;
    let noted: string | null = null;
    return call.room.subscribe((room) => {
      // It is told anew whenever somebody comes or goes.
      if (!room || room.title === noted) return;
      noted = room.title;
      client.known.note(meetingId, {
        title: room.title,
        seenMs: Date.now(),
        ...(typedPasscode.current ? { passcode: typedPasscode.current } : {}),
      });
    });
  }, [call, client, meetingId]);

  const join = (name: string, passcode: string) => {
    if (!client || !media || call) return;
    setRefusal(null);
    client.remember({ name });
    isCancelled.current = false;
    typedPasscode.current = passcode;
    setCall(client.join({ meetingId, name, ...(passcode && { passcode }) }, media));
  };
  const cancel = () => {
    if (!client || !call) return;
    isCancelled.current = true;
    void call.leave();
    setCall(null);
    // The call has closed its own.
    setMedia(client.openMedia());
    client.warmUp(meetingId);
  };
  const kind = call?.status.value.kind;
  const otherTab = useOtherTab(meetingId, {
    isInCall: kind === "joined" || kind === "reconnecting",
    async onYield() {
      isYielding.current = true;
      await call?.leave();
    },
  });
  return { client, media, call, passcode, linkKey, refusal, comeback, join, cancel, otherTab };
}
