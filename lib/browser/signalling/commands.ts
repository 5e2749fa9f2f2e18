// The verbs of a call that are one command to the server and its answer.

import { emojis, type ParticipantDiff, type Role } from "../../shared/protocol/mod.ts";
import { type Outcome, refused } from "../rest/mod.ts";
import type { Command, Signalling } from "./signalling.ts";

export interface Commands {
  rename(name: string): Promise<Outcome>;
  setHand(isUp: boolean): Promise<Outcome>;
  react(emoji: string): Promise<Outcome>;
  /** For hosts. */
  mute(muid: string): Promise<Outcome>;
  /** Mutes everybody else whose microphone is on. */
  muteAll(): Promise<Outcome>;
  stopCamera(muid: string): Promise<Outcome>;
  stopShare(muid: string): Promise<Outcome>;
  setRole(muid: string, role: Role): Promise<Outcome>;
  remove(muid: string): Promise<Outcome>;
  allow(ticket: string): Promise<Outcome>;
  admit(muid: string): Promise<Outcome>;
  deny(muid: string): Promise<Outcome>;
  /** Everybody who waits now. */
  admitAll(): Promise<Outcome>;
  denyAll(): Promise<Outcome>;
  setLocked(isLocked: boolean): Promise<Outcome>;
  /** Whether people wait at the door until a host lets them in; off, those who wait are in. */
  setLobby(isOn: boolean): Promise<Outcome>;
  /** Takes somebody's hand down. */
  lowerHand(muid: string): Promise<Outcome>;
  /** Asks somebody to switch the microphone on, which only they can do. */
  askToUnmute(muid: string): Promise<Outcome>;
  finish(): Promise<Outcome>;
}

export interface CommandFacts {
  readonly roomId: string;
  /** Muids of the others whose microphone is on. */
  unmuted(): readonly string[];
  /** Muids of those in the lobby. */
  waiting(): readonly string[];
}

/** Makes the verbs for one room. */
export function createCommands(
  signalling: Pick<Signalling, "request">,
  { roomId, unmuted, waiting }: CommandFacts,
): Commands {
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

  /** One command for each; who is gone by now is no failure. */
  async function forAll(
    muids: readonly string[],
    run: (muid: string) => Promise<Outcome>,
  ): Promise<Outcome> {
    const outcomes = await Promise.all(muids.map(run));
    return outcomes.find((one) => !one.ok && one.error !== "PEER_NOT_FOUND") ?? { ok: true };
  }

  const mute = (muid: string) => update({ state: { mic: false } }, muid);
  const admit = (muid: string) => send({ type: "ADMIT_USER", ...room, muid });
  const deny = (muid: string) => send({ type: "DENY_USER", ...room, muid });

  return {
    rename: (name) => update({ name }),
    setHand: (isUp) => update({ hand: isUp }),
    react(text) {
      const emoji = emojis.find((one) => one === text);
      return emoji
        ? send({ type: "REACT", ...room, emoji })
        : Promise.resolve(refused("BAD_REQUEST"));
    },
    mute,
    muteAll: () => forAll(unmuted(), mute),
    stopCamera: (muid) => update({ state: { camera: false } }, muid),
    stopShare: (muid) => update({ state: { screen: false } }, muid),
    setRole: (muid, role) => update({ role }, muid),
    remove: (muid) => send({ type: "REMOVE_USER", ...room, muid }),
    allow: (ticket) => send({ type: "ALLOW_USER", ...room, ticket }),
    admit,
    deny,
    admitAll: () => forAll(waiting(), admit),
    denyAll: () => forAll(waiting(), deny),
    setLocked: (locked) => send({ type: "LOCK_MEETING", ...room, locked }),
    setLobby: (lobby) => send({ type: "SET_LOBBY", ...room, lobby }),
    lowerHand: (muid) => update({ hand: false }, muid),
    askToUnmute: (muid) => send({ type: "ASK_TO_UNMUTE", ...room, muid }),
    finish: () => send({ type: "FINISH_MEETING", ...room }),
  };
}
