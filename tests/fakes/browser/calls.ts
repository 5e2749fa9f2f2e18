// A meeting of several clients at the server's real rooms and sessions, over fake sockets and fake peer
// connections, on one manual clock; with what happens to their pages.

import assert from "node:assert/strict";
import type { Call, LocalMedia, Notice } from "../../../lib/browser/call_api.ts";
import type { Env, SocketPort } from "../../../lib/browser/ports.ts";
import type { UserState } from "../../../lib/shared/protocol/mod.ts";
import { createManualClock, settle } from "./clock.ts";
import { createFakeEnv, type FakeBrowser } from "./env.ts";
import { FakeNetwork } from "./network.ts";
import { createFakeServer } from "./socket_server.ts";

type Meeting = Parameters<typeof createFakeServer>[1];

export interface Person extends FakeBrowser {
  readonly subject: string;
  readonly name: string;
  readonly call: Call;
  readonly local: LocalMedia;
  readonly notices: Notice[];
  /** The sockets of this page, oldest first. */
  readonly sockets: SocketPort[];
  readonly status: Call["status"]["value"]["kind"];
  readonly muid: string;
  /** Of the others, in their order. */
  readonly names: string[];
  readonly links: string[];
  /** What was said, as the kinds of notices. */
  readonly kinds: Notice["kind"][];
  /** What this one is told of somebody's devices. */
  stateOf(other: Pick<Person, "muid">): UserState | undefined;
}

/** Makes an empty meeting. */
export async function createFakeCalls(meeting: Meeting = {}) {
  const clock = createManualClock();
  const network = new FakeNetwork();
  const server = await createFakeServer(clock, meeting);
  const people: Person[] = [];

  type Traces = Partial<Pick<FakeBrowser, "kept" | "tab" | "locks">>;
  function openPage(subject: string, traces: Traces = {}) {
    const sockets: SocketPort[] = [];
    const openSocket: Env["openSocket"] = (path, handlers) => {
      const socket = server.openSocket(subject)(path, handlers);
      sockets.push(socket);
      return socket;
    };
    return {
      ...createFakeEnv({ clock, network, subject, openSocket, ...traces }),
      subject,
      sockets,
    };
  }
  async function follow(page: ReturnType<typeof openPage>, call: Call, local: LocalMedia) {
    const notices: Notice[] = [];
    call.onNotice((notice) => notices.push(notice));
    await clock.advance(0);
    await settle();
    const person: Person = {
      ...page,
      name: call.self.value?.name ?? "",
      call,
      local,
      notices,
      get status() {
        return call.status.value.kind;
      },
      get muid() {
        return call.self.value?.muid ?? "";
      },
      get names() {
        return call.participants.value.map(({ info }) => info.value.name);
      },
      get links() {
        return call.participants.value.map(({ link }) => link.value.kind);
      },
      get kinds() {
        return notices.map(({ kind }) => kind);
      },
      stateOf: ({ muid }) =>
        call.room.value?.participants.find((user) => user.muid === muid)?.state,
    };
    people.push(person);
    return person;
  }
  /** Subject-0 is the organizer. */
  async function join(
    subject: string,
    { name = subject, traces, config = {} }: {
      name?: string;
      traces?: Traces;
      /** What the server's /config says besides. */
      config?: object;
    } = {},
  ): Promise<Person> {
    const page = openPage(subject, traces);
    page.fake.config = config;
    page.client.warmUp(server.meetingId);
    const local = page.client.openMedia();
    await settle();
    return await follow(
      page,
      page.client.join({ meetingId: server.meetingId, name }, local),
      local,
    );
  }
  /** What is left of a page that is gone without a word: its storage, not its locks. */
  function unload(person: Person): Required<Traces> {
    person.page.emit("pagehide");
    const traces = {
      kept: new Map(person.kept),
      tab: new Map(person.tab),
      locks: person.locks,
    };
    person.unlock();
    person.client.close();
    return traces;
  }
  /** A page is loaded where a call was; null where it shows the preview. */
  async function comeBack(subject: string, traces: Traces): Promise<Person | null> {
    const page = openPage(subject, traces);
    page.client.warmUp(server.meetingId);
    const back = await page.client.comeBack(server.meetingId);
    if (back) return await follow(page, back.call, back.media);
    page.client.close();
    return null;
  }
  async function reload(person: Person): Promise<Person> {
    const back = await comeBack(person.subject, unload(person));
    assert.ok(back, "the call is back");
    return back;
  }
  /** Everybody leaves; nothing may be left over. */
  async function end() {
    for (const { client } of people) client.close();
    await clock.advance(31_000);
    assert.deepEqual(network.live(), [], "every connection is closed");
    assert.equal(server.openSockets(), 0, "every socket is closed");
    for (const { media, meters, troubles, page } of people) {
      assert.ok(media.tracks.every((track) => track.readyState === "ended"));
      assert.deepEqual([meters.open.size, media.watchers()], [0, 0]);
      assert.deepEqual(troubles, []);
      page.emit("online");
    }
    assert.equal(clock.pending(), 0, "no timer is left");
  }
  const all = () => people;
  return { clock, network, server, join, unload, comeBack, reload, end, all };
}
