// People on plain sockets to servers that are processes of their own.

import assert from "node:assert/strict";
import { type Json, openSocket, type SocketClient } from "../fakes/test_server.ts";

export interface WirePerson {
  readonly muid: string;
  readonly name: string;
  readonly token: string;
  readonly room: string;
  /** The socket now; another one after a resume. */
  readonly socket: SocketClient;
  /** Sends a request of somebody in the room. */
  ask(message: { type: string } & Record<string, unknown>): Promise<Json>;
  /** Takes the seat back on a server, over a new socket. */
  resume(server: string): Promise<{ reply: Json }>;
}

/** A token of somebody new. */
export async function newToken(server: string): Promise<string> {
  const answer = await fetch(`${server}/config/${crypto.randomUUID()}`);
  return (await answer.json()).token;
}

/** Makes a meeting; its id. */
export async function scheduleMeeting(
  server: string,
  token: string,
  wishes: { passcode?: string } = {},
): Promise<string> {
  const answer = await fetch(`${server}/meeting`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ title: "Weekly", organizer_name: "Olga", ...wishes }),
  });
  return (await answer.json()).data.id;
}

/** Joins a meeting over a socket to `server`. */
export async function joinAs(
  server: string,
  room: string,
  name: string,
  { token: ownToken, ...shown }: { token?: string; passcode?: string } = {},
): Promise<WirePerson> {
  const token = ownToken ?? await newToken(server);
  const muid = crypto.randomUUID();
  let socket = await openSocket(server);
  const request = { type: "JOIN_MEETING", room_id: room, token, muid, name };
  const joined = await socket.ask({ ...request, ...shown });
  assert.equal(joined.code, 0, JSON.stringify(joined));
  let resumeToken: string = joined.self.resume_token;
  let seq: number = joined.seq;
  return {
    muid,
    name,
    token,
    room,
    get socket() {
      return socket;
    },
    ask: (message) => socket.ask({ room_id: room, token, ...message }),
    async resume(next) {
      seq = Math.max(seq, ...socket.frames.map((frame) => Number(frame.seq ?? 0)));
      socket = await openSocket(next);
      const message = { type: "RESUME_MEETING", room_id: room, token, resume_token: resumeToken };
      const reply = await socket.ask({ ...message, last_seq: seq });
      resumeToken = reply.self?.resume_token ?? resumeToken;
      return { reply };
    },
  };
}
