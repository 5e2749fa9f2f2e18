// One person's part in one meeting: composes seat, links, own side and levels into the Call of
// call_api.ts, and takes all of them down at its end. Holds no rule of its own.

import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { DirectEvent } from "../shared/protocol/mod.ts";
import type { Call, EndReason, JoinRequest, LocalMedia, Notice, Preferences } from "./call_api.ts";
import { createEmitter } from "./emitter.ts";
import { createCallFiles, loadFiles } from "./files/mod.ts";
import { toAmplitude } from "./media/mod.ts";
import { within } from "./patience.ts";
import { createIceSettings, createPeerLink, type PeerLink } from "./peer/mod.ts";
import { createLobby, createParticipants, createSpeakerWatch, findNotices } from "./people/mod.ts";
import type { Env, PageEvent } from "./ports.ts";
import type { Credentials } from "./rest/mod.ts";
import { createOwnSide } from "./self/mod.ts";
import {
  createChat,
  createCommands,
  createMembership,
  createPacer,
  findUser,
  type RoomView,
  type SeatMemory,
  type SeatRecord,
  type Signalling,
  signalPace,
  type ViewChange,
} from "./signalling/mod.ts";
import { createStatsWatch } from "./stats/mod.ts";

export interface CallDeps {
  readonly env: Env;
  /** Owned by the call from here on, as are the devices. */
  readonly signalling: Signalling;
  readonly media: LocalMedia;
  readonly credentials: Pick<Credentials, "config">;
  readonly request: JoinRequest;
  readonly preferences: ReadonlySignal<Preferences>;
  readonly muid: string;
  readonly seats: Pick<SeatMemory, "write" | "forget">;
  /** The seat to come back to (R10); absent: join. */
  readonly seat?: SeatRecord;
}

/** Leaving is said once; a server that does not answer keeps nobody. */
const leaveLimitMs = 1_000;

/** Joins the meeting of `request`, or comes back to it; the call's status tells what comes of it. */
export function createCall(deps: CallDeps): Call {
  const { env, signalling, media, request, muid } = deps;
  const { clock } = env;
  const room_id = request.meetingId;
  const notices = createEmitter<Notice>();
  const undo: (() => void)[] = [];

  const view = signal<RoomView | null>(null);
  const room = computed(() => view.value?.room ?? null);
  const self = computed(() => room.value && findUser(room.value, muid));
  const lobby = createLobby(notices.emit);
  const ice = createIceSettings(deps.credentials, deps.preferences.peek(), deps.seat?.rung);
  const own = createOwnSide({
    ...deps,
    meetingId: room_id,
    name: request.name,
    seat: deps.seat,
    room,
    self,
    firstRung: ice.firstRung,
    say: notices.emit,
  });
  let hasJoined = false;
  let isDown = false;

  const membership = createMembership({
    signalling,
    clock,
    ...request,
    ...(deps.seat ? { resumeToken: deps.seat.resumeToken } : {}),
    describeSelf: own.describe,
  });
  const { status } = membership;
  const chat = createChat({ ...deps, clock, roomId: room_id, status, view, uuid: env.uuid });
  const pacer = createPacer(clock, signalPace);
  const people = signal(1);

  const participants = createParticipants({
    clock,
    selfMuid: muid,
    createStream: env.createStream,
    onArrive: ({ muid, name }) => notices.emit({ kind: "joined", muid, name }),
    onDepart: ({ muid, name }, { isRemoved }) =>
      notices.emit({ kind: isRemoved ? "removed" : "left", muid, name }),
    createLink: (to, facts) =>
      createPeerLink({
        clock,
        tracks: own.tracks,
        streams: own.streams,
        people,
        ice,
        codecs: env.codecs,
        createConnection: env.createConnection,
        isPolite: facts.isPolite,
        isMediaDue: facts.isMediaDue,
        canSignal: () => status.peek().kind === "joined" && facts.isReachable(),
        // A participant who is gone or away is no error: the link says it again when they are back.
        send: (payload) =>
          pacer.run(() => signalling.tell({ type: "SIGNAL", room_id, to, payload })),
        report: env.report,
      }),
  });

  const files = createCallFiles({
    clock,
    urls: env.objectUrls,
    peers: participants.filePeers,
    load: loadFiles,
    onOffer: ({ muid, person, file }) =>
      notices.emit({ kind: "file", muid, name: person, fileName: file.name }),
    report: env.report,
  });

  const speakerWatch = createSpeakerWatch({
    clock,
    self: muid,
    read: () => participants.pollLevels().set(muid, toAmplitude(media.micLevel.peek())),
  });

  const statsWatch = createStatsWatch({ clock, poll: participants.pollStats });

  function handleView(change: ViewChange): void {
    hasJoined = true;
    batch(() => {
      view.value = change.view;
      people.value = change.view.room.participants.length;
      participants.handleView(change);
    });
    own.handleSelf(change.cause);
    for (const notice of findNotices(change, muid)) notices.emit(notice);
  }

  function handleDirect(event: DirectEvent): void {
    if (event.type === "SIGNAL") participants.handleSignal(event.from, event.payload);
    if (event.type === "LOBBY_UPDATE") lobby.handleUpdate(event.data);
    if (event.type === "UNMUTE_REQUEST") own.handleUnmuteRequest(event.from);
  }

  function handlePage(event: PageEvent): void {
    if (event === "online" || event === "wake") {
      participants.forEachLink((link) => link.handleNetworkChange());
    }
    own.handlePage(event);
  }

  function renewIce(link: PeerLink): void {
    link.renewIce().catch((error) => env.report("ice", error));
  }

  function shutDown(reason: EndReason): void {
    if (isDown) return;
    isDown = true;
    membership.end(reason);
    speakerWatch.close();
    statsWatch.close();
    for (const off of undo) off();
    pacer.close();
    files.close();
    participants.close();
    own.close();
    // Who was refused at the door may try again under another name, with the same devices.
    if (hasJoined || reason.kind !== "refused") media.close();
    lobby.close();
  }

  function end(reason: EndReason): void {
    shutDown(reason);
    signalling.close();
  }

  function close(): void {
    end({ kind: "left" });
    notices.clear();
  }

  async function start(): Promise<void> {
    try {
      ice.setCertificate(await env.generateCertificate());
    } catch (error) {
      // Each connection then makes its own.
      env.report("certificate", error);
    }
    if (!isDown) membership.start();
  }

  undo.push(
    membership.onView(handleView),
    membership.onDirect(handleDirect),
    membership.onAdmission(({ self, ice_servers }) => {
      ice.setServers(ice_servers);
      own.handleAdmission(self.resume_token);
    }),
    ice.onRenewed(() => participants.forEachLink(renewIce)),
    status.subscribe((now) => {
      if (now.kind === "ended" && !isDown) end(now.reason);
      if (now.kind === "reconnecting") own.pause();
    }),
    effect(() => {
      // Repairs go over the socket, and what broke a path may have broken it as well.
      const links = participants.list.value.map((one) => one.link.value.kind);
      if (links.includes("recovering")) signalling.check();
    }),
    env.onPage(handlePage),
  );
  void start();

  return {
    status,
    room,
    self,
    participants: participants.list,
    chat,
    waiting: lobby.waiting,
    removed: lobby.removed,
    speaking: speakerWatch.speaking,
    activeSpeaker: speakerWatch.activeSpeaker,
    media,
    files,
    readPaths: participants.readPaths,
    onNotice: notices.subscribe,
    setMic: media.setMic,
    setCamera: media.setCamera,
    canShareScreen: env.media?.getDisplayMedia !== undefined,
    screen: own.share.stream,
    setScreen: own.share.set,
    unmuteRequest: own.unmuteRequest,
    ...createCommands(signalling, {
      roomId: room_id,
      unmuted: participants.unmuted,
      waiting: lobby.muids,
    }),
    async leave() {
      if (isDown) return;
      const told = signalling.request({ type: "LEAVE_MEETING", room_id });
      shutDown({ kind: "left" });
      await within(clock, leaveLimitMs, told);
      signalling.close();
      notices.clear();
    },
    close,
  };
}
