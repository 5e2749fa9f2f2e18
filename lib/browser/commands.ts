// The verbs of a call that are one command to the server and its answer.

import { emojis, type ParticipantDiff } from "../shared/protocol.ts";
import { refused } from "./api.ts";
import type { Call, Outcome } from "./call_api.ts";
import type { Command, Signalling } from "./signalling.ts";

export type Commands = Pick<
  Call,
  | "sendChat"
  | "rename"
  | "setHand"
  | "react"
  | "mute"
  | "stopCamera"
  | "setRole"
  | "remove"
  | "allow"
  | "admit"
  | "deny"
  | "setLocked"
  | "finish"
>;

/** Makes the verbs for one room. */
export function createCommands(signalling: Pick<Signalling, "request">, roomId: string): Commands {
  const room = { room_id: roomId };

  async function send(command: Command): Promise<Outcome> {
    const answer = await signalling.request(command);
    if (answer.ok) return { ok: true };
    const { error, message } = answer;
    return { ok: false, error, message };
  }

  function update(diff: ParticipantDiff, muid?: string): Promise<Outcome> {
    const target = muid === undefined ? {} : { muid };
    return send({ type: "UPDATE_USER_STATE", ...room, participant_diff: diff, ...target });
  }

  return {
    sendChat: (text) => send({ type: "CHAT", ...room, text }),
    rename: (name) => update({ name }),
    setHand: (isUp) => update({ hand: isUp }),
    react(text) {
      const emoji = emojis.find((one) => one === text);
      return emoji
        ? send({ type: "REACT", ...room, emoji })
        : Promise.resolve(refused("BAD_REQUEST"));
    },
    mute: (muid) => update({ state: { mic: false } }, muid),
    stopCamera: (muid) => update({ state: { camera: false } }, muid),
    setRole: (muid, role) => update({ role }, muid),
    remove: (muid) => send({ type: "REMOVE_USER", ...room, muid }),
    allow: (ticket) => send({ type: "ALLOW_USER", ...room, ticket }),
    admit: (muid) => send({ type: "ADMIT_USER", ...room, muid }),
    deny: (muid) => send({ type: "DENY_USER", ...room, muid }),
    setLocked: (locked) => send({ type: "LOCK_MEETING", ...room, locked }),
    finish: () => send({ type: "FINISH_MEETING", ...room }),
  };
}
