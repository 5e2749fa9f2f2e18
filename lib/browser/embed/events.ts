// What the page around ours is told, as the visit goes on: each thing once when it changes, and first as it
// is. Nobody's words, pictures or sound.

import { effect } from "@preact/signals";
import type { Call, CallStatus, Client } from "../call_api.ts";
import type { DeviceState } from "../devices.ts";
import type { EndReason } from "../signalling/mod.ts";
import type { EmbedEvents } from "./messages.ts";

export type Say = <Name extends keyof EmbedEvents>(name: Name, detail: EmbedEvents[Name]) => void;

/** Tells everything that changes; returns its undo. */
export function followVisit(
  { current }: Pick<Client, "current">,
  { meetingId, say }: { meetingId: string; say: Say },
): () => void {
  const told = new Map<string, string>();
  const tell: Say = (name, detail) => {
    const text = JSON.stringify(detail);
    if (told.get(name) === text) return;
    told.set(name, text);
    say(name, detail);
  };
  /** The call that is on: it was told, and its end was not. */
  let on: Call | null = null;
  /** The call whose end was told. */
  let over: Call | null = null;

  const undo = [
    effect(() => {
      const call = current.value?.call ?? null;
      const status = call?.status.value;
      const self = call?.self.value;
      if (!call || !status || call === over) return;
      if (status.kind === "joined" && self && on !== call) {
        on = call;
        const { muid, name, role } = self;
        say("joined", { meeting: meetingId, muid, name, role });
      }
      if (status.kind !== "ended") return;
      over = call;
      const wasOn = on === call;
      on = null;
      if (wasOn) told.clear();
      if (wasOn) say("left", { meeting: meetingId, reason: reasonOf(status.reason) });
      else if (status.reason.kind === "refused") {
        const { error, message } = status.reason;
        say("error", { error, message });
      }
    }),
    effect(() => {
      const call = whereJoined(current.value?.call);
      const room = call?.room.value;
      const muid = call?.self.value?.muid;
      if (!room || !muid) return;
      const people = room.participants.map(({ muid, name, role }) => ({ muid, name, role }));
      tell("people", { count: people.length, muid, people });
    }),
    effect(() => {
      const call = whereJoined(current.value?.call);
      if (call?.self.value) tell("speaking", { muids: [...call.speaking.value] });
    }),
    effect(() => {
      const call = whereJoined(current.value?.call);
      if (call?.self.value) tell("share", { isOn: call.screen.value !== null });
    }),
    ...(["mic", "camera"] as const).map((device) =>
      effect(() => {
        const visit = current.value;
        const state = visit?.media[device].value;
        // What is under way is told when it is there.
        if (!state || state.kind === "starting") return;
        if (!isOver(visit?.call?.status.value)) tell(device, detailOf(state));
      })
    ),
  ];
  return () => {
    for (const off of undo) off();
  };
}

/** The devices are gone; who was refused at the door still has them. */
export function isOver(status: CallStatus | undefined): boolean {
  return status?.kind === "ended" && status.reason.kind !== "refused";
}

/** The call while it is on, with a seat or on the way back to it. */
function whereJoined(call: Call | null | undefined): Call | null {
  const kind = call?.status.value.kind;
  return call && (kind === "joined" || kind === "reconnecting") ? call : null;
}

function detailOf(state: DeviceState): EmbedEvents["mic"] {
  if (state.kind === "failed") return { isOn: false, failure: state.failure };
  return { isOn: state.kind === "on" };
}

function reasonOf({ kind }: EndReason): EmbedEvents["left"]["reason"] {
  return kind === "refused" ? "lost" : kind;
}
