// The others in the call: keeps one link per person in step with the roster. Decides who offers, who
// is polite (P18), and who is really gone after a server lost its seats. Knows no socket and no media.

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { RoomInfo, SignalPayload, UserInfo } from "../../shared/protocol/mod.ts";
import type { FilePeer } from "../files/mod.ts";
import type { PeerLink } from "../peer/mod.ts";
import type { Clock } from "../ports.ts";
import { createPacer, type ViewChange } from "../signalling/mod.ts";
import { describePath, type LinkPath } from "../stats_report.ts";
import { createRemote, type Remote, type RemoteParticipant } from "./remote.ts";

/** How the connection to one participant runs. The name is for the screen and stands in no report. */
export interface PersonPath extends LinkPath {
  readonly name: string;
}

/** What a link asks about its participant. */
export interface LinkFacts {
  isPolite(): boolean;
  /** The server can hand something to this participant now. */
  isReachable(): boolean;
  /** Their microphone is on, or their camera, and shown. */
  isMediaDue(): boolean;
}

export interface ParticipantsDeps {
  readonly clock: Clock;
  readonly selfMuid: string;
  createLink(muid: string, facts: LinkFacts): PeerLink;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
  onArrive(user: UserInfo): void;
  /** `isRemoved`: by a host. */
  onDepart(user: UserInfo, how: { isRemoved: boolean }): void;
}

export interface Participants {
  readonly list: ReadonlySignal<readonly RemoteParticipant[]>;
  handleView(change: ViewChange): void;
  handleSignal(from: string, payload: SignalPayload): void;
  /** Muids of those whose microphone is on. */
  unmuted(): string[];
  /** Does it to every link, some a second: each may take another relay for a while (S14). */
  forEachLink(visit: (link: PeerLink) => void): void;
  /** Reads how loud everybody is, by muid. */
  pollLevels(): Map<string, number>;
  /** Measures every connection once. */
  pollStats(now: number): Promise<unknown>;
  readPaths(): Promise<readonly PersonPath[]>;
  /** Those to whom there is a channel for files. */
  readonly filePeers: ReadonlySignal<readonly FilePeer[]>;
  close(): void;
}

/** For what is done to all links at once. */
const linkPace = { burst: 3, perSecond: 5 } as const;
/** After the server lost our seat it lost theirs too: they need a while to come back (R6). */
const rejoinGraceMs = 30_000;

interface Entry {
  readonly remote: Remote;
  isPolite: boolean;
  isReachable: boolean;
  /** In the roster at some time since our last admission. */
  isSeen: boolean;
}

/** Makes the keeper of the links; nobody is in it before the first view. */
export function createParticipants(deps: ParticipantsDeps): Participants {
  const { clock, selfMuid } = deps;
  const pacer = createPacer(clock, linkPace);
  const entries = new Map<string, Entry>();
  const list = signal<readonly RemoteParticipant[]>([]);
  let room: RoomInfo | null = null;
  /** Who is not in the roster may just not be back yet. */
  let isGrace = false;
  let cancelGrace = () => {};

  function handleView({ view, before, cause }: ViewChange): void {
    room = view.room;
    if (cause.kind === "rejoined") startGrace();
    // By joining, or in the seat of the page before this one (R10).
    const isFirst = before === null;
    // Who is in when we come in gets our offer; who comes later offers to us.
    const isInitiator = isFirst || cause.kind === "rejoined";
    const back = cause.kind !== "event";
    batch(() => {
      for (const user of view.room.participants) {
        if (user.muid === selfMuid) continue;
        const entry = entries.get(user.muid);
        if (entry) update(entry, user, { hasMissed: back });
        else add(user, { isInitiator, isFirst });
      }
      sweep(cause.kind === "event" && "removed" in cause.event ? cause.event.removed : []);
      order();
    });
  }

  function add(user: UserInfo, how: { isInitiator: boolean; isFirst: boolean }): void {
    const facts: LinkFacts = {
      isPolite: () => entry.isPolite,
      isReachable: () => entry.isReachable,
      isMediaDue: () => entry.remote.isMediaDue(),
    };
    const link = deps.createLink(user.muid, facts);
    const remote = createRemote({ info: user, link, createStream: deps.createStream });
    const entry: Entry = {
      remote,
      isPolite: false,
      isReachable: user.online,
      isSeen: true,
    };
    entries.set(user.muid, entry);
    judgePoliteness(entry);
    link.start(how.isInitiator);
    if (!how.isFirst) deps.onArrive(user);
  }

  function update(entry: Entry, user: UserInfo, { hasMissed }: { hasMissed: boolean }): void {
    const isBack = user.online && (hasMissed || !entry.isReachable);
    if (entry.remote.info.peek() !== user) entry.remote.info.value = user;
    entry.isReachable = user.online;
    entry.isSeen = true;
    judgePoliteness(entry);
    if (isBack) entry.remote.link.handleReachable();
  }

  /** Both sides read it off the same roster, which is in the order of joining. */
  function judgePoliteness(entry: Entry): void {
    const indexOf = (muid: string) => room?.participants.findIndex((user) => user.muid === muid);
    const own = indexOf(selfMuid) ?? -1;
    const other = indexOf(entry.remote.participant.muid) ?? -1;
    if (own >= 0 && other >= 0) entry.isPolite = own > other;
  }

  function startGrace(): void {
    isGrace = true;
    for (const entry of entries.values()) entry.isSeen = false;
    cancelGrace();
    cancelGrace = clock.after(rejoinGraceMs, () => {
      isGrace = false;
      sweep();
      order();
    });
  }

  /** Drops who is not in the roster, unless they may just not be back yet. */
  function sweep(removed: readonly string[] = []): void {
    const present = new Set(room?.participants.map((user) => user.muid));
    for (const [muid, entry] of [...entries]) {
      if (present.has(muid)) continue;
      if (entry.isSeen || !isGrace) {
        entries.delete(muid);
        entry.remote.link.close();
        deps.onDepart(entry.remote.info.peek(), { isRemoved: removed.includes(muid) });
      } else {
        entry.isReachable = false;
        entry.remote.info.value = { ...entry.remote.info.peek(), online: false };
      }
    }
  }

  /** In the order of joining; who is not back yet comes last. */
  function order(): void {
    const muids = room?.participants.map((user) => user.muid) ?? [];
    const sorted = [...new Set([...muids, ...entries.keys()])]
      .flatMap((muid) => entries.get(muid)?.remote.participant ?? []);
    const now = list.peek();
    if (sorted.length === now.length && sorted.every((one, index) => one === now[index])) return;
    list.value = sorted;
  }

  return {
    list,
    handleView,
    handleSignal(from, payload) {
      entries.get(from)?.remote.link.handleSignal(payload);
    },
    unmuted: () => list.peek().filter(({ info }) => info.peek().state.mic).map((one) => one.muid),
    forEachLink(visit) {
      // Who is gone by then needs none.
      for (const [muid, { remote }] of entries) {
        pacer.run(() => entries.has(muid) && visit(remote.link));
      }
    },
    pollLevels() {
      const levels = new Map<string, number>();
      for (const [muid, { remote }] of entries) levels.set(muid, remote.pollLevel());
      return levels;
    },
    pollStats: (now) =>
      Promise.all([...entries.values()].map(({ remote }) => remote.pollStats(now))),
    readPaths: () =>
      Promise.all([...entries.values()].map(async ({ remote }) => ({
        name: remote.info.peek().name,
        ...describePath((await remote.link.readReport())?.used ?? null),
      }))),
    filePeers: computed(() =>
      list.value.flatMap(({ muid, info }) => {
        const wire = entries.get(muid)?.remote.link.fileWire.value;
        return wire ? [{ muid, name: info.value.name, wire }] : [];
      })
    ),
    close() {
      cancelGrace();
      pacer.close();
      for (const { remote } of entries.values()) remote.link.close();
      entries.clear();
      list.value = [];
    },
  };
}
